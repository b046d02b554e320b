package chat.local.function;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** An SDK client as one function has it: every call passes the interceptors before it reaches the engine. */
public final class ClientProxy implements InvocationHandler {
  private final Object engine;
  private final List<ClientInterceptor> interceptors;

  private ClientProxy(Object engine, List<ClientInterceptor> interceptors) {
    this.engine = engine;
    this.interceptors = interceptors;
  }

  /** The first interceptor is the outermost. Closing the proxy leaves the engine's client open. */
  public static <C> C of(Class<C> type, C engine, ClientInterceptor... interceptors) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
        new ClientProxy(engine, List.of(interceptors))));
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
      return intercepted(0, apiName(method), request, () -> delegate(method, arguments));
    }
    boolean comesBack = method.isDefault() && !method.getName().equals("serviceClientConfiguration");
    return comesBack ? InvocationHandler.invokeDefault(proxy, method, arguments) : delegate(method, arguments);
  }

  private @Nullable Object intercepted(int index, String operation, SdkRequest request, ClientInterceptor.Call call)
      throws Throwable {
    return index == interceptors.size()
        ? call.proceed()
        : interceptors.get(index).intercept(operation, request,
            () -> intercepted(index + 1, operation, request, call));
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
