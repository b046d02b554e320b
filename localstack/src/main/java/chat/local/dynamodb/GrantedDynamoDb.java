package chat.local.dynamodb;

import chat.local.function.ClientInterceptor;
import chat.topology.Function;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Lets a function reach only the tables that the topology grants it, as IAM does in the cloud: a missing grant fails on the
 * developer's machine and not after a deployment.
 */
public final class GrantedDynamoDb implements ClientInterceptor {
  private final Function function;
  private final String stage;

  public GrantedDynamoDb(Function function, String stage) {
    this.function = function;
    this.stage = stage;
  }

  @Override
  public @Nullable Object intercept(String operation, SdkRequest request, Call call) throws Throwable {
    List<Use> uses = uses(operation, request);
    if (uses.isEmpty()) {
      throw denied(operation, "any table");
    }
    for (Use use : uses) {
      if (!isGranted(use)) {
        throw denied(use.operation(), "table " + use.table());
      }
    }
    return call.proceed();
  }

  /** An operation on a table. */
  private record Use(String operation, String table) {}

  /** What a request of a grantable operation does. A transaction is judged by what it consists of. */
  private static List<Use> uses(String operation, SdkRequest request) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transaction.transactItems().stream().flatMap(GrantedDynamoDb::uses).toList();
    }
    return tables(request).stream().map(table -> new Use(operation, table)).toList();
  }

  private static Set<String> tables(SdkRequest request) {
    return request.getValueForField("TableName", String.class).map(Set::of)
        .or(() -> request.getValueForField("RequestItems", Map.class).map(GrantedDynamoDb::names)).orElse(Set.of());
  }

  @SuppressWarnings("unchecked") // the SDK's request items are keyed by table name
  private static Set<String> names(Map<?, ?> requestItems) {
    return (Set<String>) requestItems.keySet();
  }

  private static Stream<Use> uses(TransactWriteItem item) {
    Stream.Builder<Use> uses = Stream.builder();
    if (item.put() != null) {
      uses.add(new Use("PutItem", item.put().tableName()));
    }
    if (item.update() != null) {
      uses.add(new Use("UpdateItem", item.update().tableName()));
    }
    if (item.delete() != null) {
      uses.add(new Use("DeleteItem", item.delete().tableName()));
    }
    if (item.conditionCheck() != null) {
      uses.add(new Use("ConditionCheckItem", item.conditionCheck().tableName()));
    }
    return uses.build();
  }

  private boolean isGranted(Use use) {
    return function.access().stream()
        .anyMatch(access -> access.table().nameIn(stage).equals(use.table())
            && access.operations().stream().anyMatch(granted -> granted.api().equals(use.operation())));
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
