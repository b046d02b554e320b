package chat.local.gateway;

import chat.local.function.CallTrace;
import chat.local.trace.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionRequest;

/** Says what a call to {@code @connections} has posted to whom. Closing posts nothing. */
public final class PostEffects implements CallTrace.Description {
  @Override
  public List<Effect> describe(CallTrace.Timing timing, String operation, SdkRequest request,
      @Nullable Object response) {
    return request instanceof PostToConnectionRequest post
        ? List.of(new Effect.Post(timing.at(), timing.took(), post.connectionId(),
            post.data().asByteArrayUnsafe().length, timing.outcome()))
        : List.of();
  }
}
