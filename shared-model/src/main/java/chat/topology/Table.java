package chat.topology;

import java.util.List;
import java.util.Optional;

/**
 * A DynamoDB table, billed per request.
 *
 * @param stream whether every new image goes to a stream
 * @param timeToLive the attribute with the second of 1970 after which a row goes
 */
public record Table(String name, Attribute partitionKey, Optional<Attribute> sortKey, List<Index> indexes,
    boolean stream, Optional<String> timeToLive) {
  public Table {
    indexes = List.copyOf(indexes);
  }

  /** A key attribute. */
  public record Attribute(String name, Type type) {
    static Attribute text(String name) {
      return new Attribute(name, Type.TEXT);
    }

    static Attribute number(String name) {
      return new Attribute(name, Type.NUMBER);
    }
  }

  /** The type of a key attribute. */
  public enum Type {
    TEXT, NUMBER
  }

  /** A global secondary index that projects every attribute. */
  public record Index(String name, Attribute partitionKey, Attribute sortKey) {}

  /** What the table is called in a stage: the same table lives once per stage of an account. */
  public String nameIn(String stage) {
    return "chat-" + stage + "-" + name;
  }
}
