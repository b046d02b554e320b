package chat.endtoend;

import chat.local.Interception;
import chat.local.gateway.PostFate;
import chat.topology.Function;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The posts of one function all fail, and what is to make up for that has to come from another. */
final class FirstPostsFail implements Interception {
  private final Function poster;
  private final PostFate fate;
  private final Set<String> posters = ConcurrentHashMap.newKeySet();

  FirstPostsFail(Function poster, PostFate fate) {
    this.poster = poster;
    this.fate = fate;
  }

  /** The functions that have posted. */
  Set<String> posters() {
    return posters;
  }

  /** Who is told of a failure has to make up for it without the repair. */
  @Override
  public RequestStreamHandler around(Function function, RequestStreamHandler handler) {
    return fate != PostFate.LOST && function.equals(Topology.REPAIR)
        ? (input, output, context) -> {
          throw new Chaos.CrashException(function);
        }
        : handler;
  }

  @Override
  public PostFate post(Function function, String connectionId) {
    posters.add(function.name());
    return function.equals(poster) ? fate : PostFate.TAKEN;
  }
}
