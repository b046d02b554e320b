package chat.local.function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Stands before one call of a function to an AWS service. */
@FunctionalInterface
public interface ClientInterceptor {
  /** {@code operation}: named as the service names it, such as {@code GetItem}. Throws what the service answers. */
  @Nullable
  Object intercept(String operation, SdkRequest request, Call call) throws Throwable;

  /** The call itself, or the next interceptor. */
  @FunctionalInterface
  interface Call {
    @Nullable
    Object proceed() throws Throwable;
  }
}
