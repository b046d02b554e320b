package chat.entrypoint.rest;

import chat.entrypoint.Refusals;
import chat.limit.Throttle;
import chat.model.RateLimit;
import java.time.Duration;
import java.util.Optional;

/** Answers those who call too often, before anything is done for them. */
record Limiting(Throttle throttle) {
  Endpoint.Call by(RateLimit limit, Request request, Endpoint.Call call) {
    return () -> {
      Optional<Duration> wait = throttle.take(request.caller(), limit);
      return wait.isPresent() ? Problem.of(Refusals.tooOften(null, wait.get())) : call.answer();
    };
  }
}
