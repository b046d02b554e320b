package chat.topology;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A Lambda function and all that it may do.
 *
 * @param handler the class in the functions jar
 * @param access the table operations that it is granted, and no others
 * @param postsToConnections whether it may post to open sockets
 * @param closesConnections whether it may close them
 * @param sendsTo the queues that it may send to
 * @param push what it may do with notifications
 */
public record Function(String name, String handler, int memoryMegabytes, Duration timeout, List<TableAccess> access,
    boolean postsToConnections, boolean closesConnections, List<Queue> sendsTo, PushAccess push) {
  public Function {
    access = List.copyOf(access);
    sendsTo = List.copyOf(sendsTo);
  }

  /** A function that has nothing to do with notifications. */
  public Function(String name, String handler, int memoryMegabytes, Duration timeout, List<TableAccess> access,
      boolean postsToConnections, boolean closesConnections, List<Queue> sendsTo) {
    this(name, handler, memoryMegabytes, timeout, access, postsToConnections, closesConnections, sendsTo,
        PushAccess.NONE);
  }

  /** The same function with leave to send to these queues as well. */
  Function sendingTo(Queue... queues) {
    return new Function(name, handler, memoryMegabytes, timeout, access, postsToConnections, closesConnections,
        Stream.concat(sendsTo.stream(), Stream.of(queues)).distinct().toList(), push);
  }

  /** The same function with leave for these operations as well. */
  Function accessing(Table table, Operation... operations) {
    Set<Operation> granted = new HashSet<>(List.of(operations));
    access.stream().filter(each -> each.table().equals(table)).forEach(each -> granted.addAll(each.operations()));
    List<TableAccess> all = Stream.concat(access.stream().filter(each -> !each.table().equals(table)),
        Stream.of(new TableAccess(table, granted))).toList();
    return new Function(name, handler, memoryMegabytes, timeout, all, postsToConnections, closesConnections, sendsTo,
        push);
  }

  /** The same function with leave to say goodbye to sockets and close them. */
  Function endingSockets() {
    return new Function(name, handler, memoryMegabytes, timeout, access, true, true, sendsTo, push);
  }

  /** The same function with leave to do that with notifications. */
  Function pushing(PushAccess other) {
    return new Function(name, handler, memoryMegabytes, timeout, access, postsToConnections, closesConnections, sendsTo,
        other);
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

  /** What a function may do with the platform applications of the stage and the devices there. */
  public enum PushAccess {
    NONE,
    /** Makes endpoints for devices, hands them over and takes them away. */
    REGISTER,
    /** Publishes to devices, and takes those away that are gone. */
    PUBLISH;

    /** By their names in SNS's API, such as {@code Publish}. */
    public List<String> actions() {
      return switch (this) {
        case NONE -> List.of();
        case REGISTER ->
          List.of("CreatePlatformEndpoint", "DeleteEndpoint", "GetEndpointAttributes", "SetEndpointAttributes");
        case PUBLISH -> List.of("DeleteEndpoint", "Publish");
      };
    }

    /** The IAM actions, such as {@code sns:Publish}. */
    public List<String> iamActions() {
      return actions().stream().map(action -> "sns:" + action).toList();
    }
  }

  /** A DynamoDB operation, named as IAM names its action. */
  public enum Operation {
    GET("GetItem"), BATCH_GET("BatchGetItem"), QUERY("Query"), PUT("PutItem"), UPDATE("UpdateItem"), DELETE(
        "DeleteItem"),
    /** Puts and deletes. */
    BATCH_WRITE("BatchWriteItem");

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
