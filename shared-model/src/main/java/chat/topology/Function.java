package chat.topology;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Lambda function and all that it may do.
 *
 * @param handler the class in the functions jar
 * @param access the table operations that it is granted, and no others
 * @param postsToConnections whether it may post to open sockets
 * @param closesConnections whether it may close them
 * @param sendsTo the queues that it may send to
 */
public record Function(String name, String handler, int memoryMegabytes, Duration timeout, List<TableAccess> access,
    boolean postsToConnections, boolean closesConnections, List<Queue> sendsTo) {
  public Function {
    access = List.copyOf(access);
    sendsTo = List.copyOf(sendsTo);
  }

  /** The same function with leave to send to these queues. */
  Function sendingTo(Queue... queues) {
    return new Function(name, handler, memoryMegabytes, timeout, access, postsToConnections, closesConnections,
        List.of(queues));
  }

  /** The same function with leave to say goodbye to sockets and close them. */
  Function endingSockets() {
    return new Function(name, handler, memoryMegabytes, timeout, access, true, true, sendsTo);
  }

  /** What a function may do with one table. */
  public record TableAccess(Table table, Set<Operation> operations) {
    public TableAccess {
      TreeSet<Operation> sorted = new TreeSet<>(Comparator.naturalOrder());
      sorted.addAll(operations);
      operations = Collections.unmodifiableSet(sorted);
    }

    static TableAccess of(Table table, Operation... operations) {
      return new TableAccess(table, Set.of(operations));
    }
  }

  /** A DynamoDB operation, named as IAM names its action. */
  public enum Operation {
    GET("GetItem"), BATCH_GET("BatchGetItem"), QUERY("Query"), PUT("PutItem"), UPDATE("UpdateItem"), DELETE(
        "DeleteItem");

    private final String api;

    Operation(String api) {
      this.api = api;
    }

    /** The name in the API, such as {@code GetItem}. */
    public String api() {
      return api;
    }

    /** The IAM action, such as {@code dynamodb:GetItem}. */
    public String iamAction() {
      return "dynamodb:" + api;
    }
  }
}
