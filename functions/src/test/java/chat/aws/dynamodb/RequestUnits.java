package chat.aws.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Counts request units by AWS's written rules, since DynamoDB Local's own figures are wrong for misses, empty queries and
 * failed conditions (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html;
 * item sizes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
 */
public final class RequestUnits implements InvocationHandler {
  private static final int READ_BYTES = 4 * 1024;
  private static final int WRITE_BYTES = 1024;

  private final DynamoDbClient engine;
  private double read;
  private double written;

  public RequestUnits(DynamoDbClient engine) {
    this.engine = engine;
  }

  /** A client whose calls are counted here. */
  public DynamoDbClient client() {
    return (DynamoDbClient) Proxy.newProxyInstance(RequestUnits.class.getClassLoader(),
        new Class<?>[]{DynamoDbClient.class}, this);
  }

  /** What was used since the last call: read units, then write units. */
  public synchronized List<Double> take() {
    List<Double> used = List.of(read, written);
    read = 0;
    written = 0;
    return used;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
    if (arguments != null && arguments[0] instanceof DynamoDbRequest request
        && !method.getName().contains("Paginator")) {
      return counted(request, method, arguments);
    }
    return method.isDefault()
        ? InvocationHandler.invokeDefault(proxy, method, arguments)
        : call(method, arguments);
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(engine, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause() == null ? failed : failed.getCause();
    }
  }

  private synchronized @Nullable Object counted(DynamoDbRequest request, Method method, Object[] arguments)
      throws Throwable {
    return switch (request) {
      case GetItemRequest get -> {
        GetItemResponse response = (GetItemResponse) call(method, arguments);
        read += readUnits(response == null ? 0 : size(response.item()), get.consistentRead());
        yield response;
      }
      case BatchGetItemRequest batch -> {
        BatchGetItemResponse response = (BatchGetItemResponse) call(method, arguments);
        batch.requestItems().forEach((table, keys) -> read += batchUnits(table, keys));
        yield response;
      }
      case QueryRequest query -> {
        QueryResponse response = (QueryResponse) call(method, arguments);
        read += readUnits(response == null ? 0 : response.items().stream().mapToInt(RequestUnits::size).sum(),
            query.consistentRead());
        yield response;
      }
      case PutItemRequest put -> write(put.tableName(), key(put.tableName(), put.item()), method, arguments);
      case UpdateItemRequest update -> write(update.tableName(), update.key(), method, arguments);
      case BatchWriteItemRequest batch -> writeBatch(batch, method, arguments);
      case TransactWriteItemsRequest transaction -> transact(transaction, method, arguments);
      default -> throw new AssertionError("No rule for " + request.getClass().getSimpleName());
    };
  }

  /** The larger of the item before and after; a failed condition costs what a write of the item would. */
  private @Nullable Object write(String table, Map<String, AttributeValue> key, Method method, Object[] arguments)
      throws Throwable {
    Map<String, AttributeValue> before = item(table, key);
    try {
      Object response = call(method, arguments);
      Map<String, AttributeValue> after = item(table, key);
      double units = Math.max(writeUnits(before), writeUnits(after));
      written += units + (before.equals(after) ? 0 : units * indexes(table));
      return response;
    } catch (ConditionalCheckFailedException failed) {
      written += writeUnits(before);
      throw failed;
    }
  }

  /** As much as one by one. */
  private @Nullable Object writeBatch(BatchWriteItemRequest batch, Method method, Object[] arguments)
      throws Throwable {
    Map<String, List<Map<String, AttributeValue>>> keys = new HashMap<>();
    batch.requestItems().forEach((table, writes) -> keys.put(table, writes.stream().map(write -> write
        .deleteRequest() == null ? key(table, write.putRequest().item()) : write.deleteRequest().key()).toList()));
    List<Double> before = units(keys);
    Object response = call(method, arguments);
    List<Double> after = units(keys);
    for (int index = 0; index < before.size(); index++) {
      written += Math.max(before.get(index), after.get(index));
    }
    return response;
  }

  private List<Double> units(Map<String, List<Map<String, AttributeValue>>> keys) {
    return keys.entrySet().stream()
        .flatMap(table -> table.getValue().stream().map(key -> writeUnits(item(table.getKey(), key)))).toList();
  }

  /** Twice what the writes would cost one by one. */
  private @Nullable Object transact(TransactWriteItemsRequest transaction, Method method, Object[] arguments)
      throws Throwable {
    List<Map<String, AttributeValue>> before = items(transaction);
    Object response = call(method, arguments);
    List<Map<String, AttributeValue>> after = items(transaction);
    for (int index = 0; index < before.size(); index++) {
      double units = 2 * Math.max(writeUnits(before.get(index)), writeUnits(after.get(index)));
      written += units * (1 + indexes(table(transaction.transactItems().get(index))));
    }
    return response;
  }

  private List<Map<String, AttributeValue>> items(TransactWriteItemsRequest transaction) {
    return transaction.transactItems().stream().map(write -> item(table(write), key(write))).toList();
  }

  private Map<String, AttributeValue> key(TransactWriteItem write) {
    if (write.delete() != null) {
      return write.delete().key();
    }
    return write.put() == null ? write.update().key() : key(table(write), write.put().item());
  }

  private static String table(TransactWriteItem write) {
    if (write.delete() != null) {
      return write.delete().tableName();
    }
    return write.put() == null ? write.update().tableName() : write.put().tableName();
  }

  private double batchUnits(String table, KeysAndAttributes keys) {
    return keys.keys().stream().mapToDouble(key -> readUnits(size(item(table, key)), keys.consistentRead())).sum();
  }

  private Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key) {
    return engine.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
  }

  private Map<String, AttributeValue> key(String table, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>();
    engine.describeTable(describe -> describe.tableName(table)).table().keySchema()
        .forEach(element -> key.put(element.attributeName(), item.get(element.attributeName())));
    return key;
  }

  private int indexes(String table) {
    return engine.describeTable(describe -> describe.tableName(table)).table().globalSecondaryIndexes().size();
  }

  private static double readUnits(int bytes, @Nullable Boolean consistent) {
    double units = Math.max(1, Math.ceilDiv(bytes, READ_BYTES));
    return Boolean.TRUE.equals(consistent) ? units : units / 2;
  }

  private static double writeUnits(Map<String, AttributeValue> item) {
    return Math.max(1, Math.ceilDiv(size(item), WRITE_BYTES));
  }

  private static int size(Map<String, AttributeValue> item) {
    return item.entrySet().stream().mapToInt(entry -> bytes(entry.getKey()) + size(entry.getValue())).sum();
  }

  private static int size(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> (value.n().length() + 1) / 2 + 1;
      case M -> 3 + value.m().size() + size(value.m());
      case BOOL, NUL -> 1;
      default -> throw new AssertionError("No size rule for " + value.type());
    };
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
