package chat.local;

import chat.local.gateway.PostFate;
import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** Stands between the cloud and what it runs, so that it can be made to fail as the real one does. */
public interface Interception {
  /** Leaves everything as it is. */
  Interception NONE = new Interception() {
  };

  /** What is invoked in place of the function's handler. */
  default RequestStreamHandler around(Function function, RequestStreamHandler handler) {
    return handler;
  }

  /** What becomes of a frame that the function posts to an open socket. */
  default PostFate post(Function function, String connectionId) {
    return PostFate.TAKEN;
  }
}
