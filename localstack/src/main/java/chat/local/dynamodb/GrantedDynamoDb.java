package chat.local.dynamodb;

import chat.topology.Function;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * Does for the engine what IAM does in the cloud: a function reaches only the tables and operations that the topology
 * grants it, so a missing grant fails on the developer's machine and not after a deployment.
 */
public final class GrantedDynamoDb implements InvocationHandler {
  private final DynamoDbClient engine;
  private final Function function;
  private final String stage;

  private GrantedDynamoDb(DynamoDbClient engine, Function function, String stage) {
    this.engine = engine;
    this.function = function;
    this.stage = stage;
  }

  /** The engine's client as one function may use it. Closing it leaves the engine open. */
  public static DynamoDbClient of(DynamoDbClient engine, Function function, String stage) {
    return (DynamoDbClient) Proxy.newProxyInstance(DynamoDbClient.class.getClassLoader(),
        new Class<?>[]{DynamoDbClient.class}, new GrantedDynamoDb(engine, function, stage));
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
    if (isOperation(method) && arguments != null && arguments[0] instanceof DynamoDbRequest request) {
      requireGrant(apiName(method), request);
      return delegate(method, arguments);
    }
    boolean comesBack = method.isDefault() && !method.getName().equals("serviceClientConfiguration");
    return comesBack ? InvocationHandler.invokeDefault(proxy, method, arguments) : delegate(method, arguments);
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() == 1 && DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0])
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

  private void requireGrant(String operation, DynamoDbRequest request) {
    Set<String> tables = tables(request);
    if (tables.isEmpty()) {
      throw denied(operation, "any table");
    }
    for (String table : tables) {
      if (!isGranted(operation, table)) {
        throw denied(operation, "table " + table);
      }
    }
  }

  /** The tables that a request of a grantable operation names. */
  private static Set<String> tables(DynamoDbRequest request) {
    return request.getValueForField("TableName", String.class).map(Set::of)
        .or(() -> request.getValueForField("RequestItems", Map.class).map(GrantedDynamoDb::names)).orElse(Set.of());
  }

  @SuppressWarnings("unchecked") // the SDK's request items are keyed by table name
  private static Set<String> names(Map<?, ?> requestItems) {
    return (Set<String>) requestItems.keySet();
  }

  private boolean isGranted(String operation, String table) {
    return function.access().stream()
        .anyMatch(access -> access.table().nameIn(stage).equals(table)
            && access.operations().stream().anyMatch(granted -> granted.api().equals(operation)));
  }

  private DynamoDbException denied(String operation, String resource) {
    String sentence = "Function %s may not %s on %s: the topology must grant it.".formatted(function.name(), operation,
        resource);
    return (DynamoDbException) DynamoDbException.builder().message(sentence).statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().serviceName("DynamoDb").errorCode("AccessDeniedException")
            .errorMessage(sentence).build())
        .build();
  }
}
