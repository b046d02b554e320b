package chat.local.function;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Does for a local engine what IAM does in the cloud: a function reaches only what the topology grants it, so a missing
 * grant fails on the developer's machine and not after a deployment.
 */
public final class GrantedClient implements InvocationHandler {
  private final Object engine;
  private final Check check;

  private GrantedClient(Object engine, Check check) {
    this.engine = engine;
    this.check = check;
  }

  /** Throws what the service answers to a call that is not granted. */
  @FunctionalInterface
  public interface Check {
    /** {@code operation}: named as the service names it, such as {@code GetItem}. */
    void require(String operation, SdkRequest request);
  }

  /** The engine's client with the check before every call. Closing it leaves the engine's open. */
  public static <C> C of(Class<C> type, C engine, Check check) {
    return type
        .cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, new GrantedClient(engine, check)));
  }

  /**
   * An operation takes a request and answers. Overloads without one, with a consumer, and paginators are default methods
   * that come back here with a request.
   */
  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("close")) {
      return null;
    }
    if (isOperation(method) && arguments != null && arguments[0] instanceof SdkRequest request) {
      check.require(apiName(method), request);
      return delegate(method, arguments);
    }
    boolean comesBack = method.isDefault() && !method.getName().equals("serviceClientConfiguration");
    return comesBack ? InvocationHandler.invokeDefault(proxy, method, arguments) : delegate(method, arguments);
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() == 1 && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && !method.getName().endsWith("Paginator");
  }

  private static String apiName(Method method) {
    return Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
  }

  private @Nullable Object delegate(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(engine, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }
}
