package chat.local.process;

import chat.local.trace.Invocation;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the processes are working at, so that a call can be put down to the invocation that made it. */
public final class RunningInvocations {
  private final Map<String, Invocation> byRequestId = new ConcurrentHashMap<>();

  void began(Invocation invocation) {
    byRequestId.put(invocation.requestId(), invocation);
  }

  void ended(Invocation invocation) {
    byRequestId.remove(invocation.requestId());
  }

  /** {@code traceHeader}: {@code X-Amzn-Trace-Id} of a call. */
  Optional<Invocation> find(String traceHeader) {
    return TraceId.requestId(traceHeader).map(byRequestId::get);
  }
}
