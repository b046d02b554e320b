package chat.endtoend;

import chat.local.Interception;
import chat.local.gateway.PostFate;
import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** What goes wrong at the moment. */
final class FaultSwitch implements Interception {
  private volatile Interception now = Interception.NONE;

  void set(Interception faults) {
    now = faults;
  }

  void off() {
    now = Interception.NONE;
  }

  @Override
  public RequestStreamHandler around(Function function, RequestStreamHandler handler) {
    return (input, output, context) -> now.around(function, handler).handleRequest(input, output, context);
  }

  @Override
  public PostFate post(Function function, String connectionId) {
    return now.post(function, connectionId);
  }
}
