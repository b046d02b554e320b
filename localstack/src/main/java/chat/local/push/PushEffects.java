package chat.local.push;

import chat.local.function.CallTrace;
import chat.local.trace.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Says what a call to SNS was about. */
public final class PushEffects implements CallTrace.Description {
  @Override
  public List<Effect> describe(CallTrace.Timing timing, String operation, SdkRequest request,
      @Nullable Object response) {
    return List.of(new Effect.PushCall(timing.at(), timing.took(), operation, Arns.in(request), timing.outcome()));
  }
}
