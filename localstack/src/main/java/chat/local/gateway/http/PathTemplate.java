package chat.local.gateway.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A route's path, such as {@code /channels/{id}} or {@code /files/{name+}}. */
record PathTemplate(List<Segment> segments) {
  /** One part between slashes. */
  sealed interface Segment extends Comparable<Segment> {
    /** The lower, the closer the match. */
    int rank();

    @Override
    default int compareTo(Segment other) {
      return Integer.compare(rank(), other.rank());
    }

    record Literal(String text) implements Segment {
      @Override
      public int rank() {
        return 0;
      }
    }

    record Variable(String name) implements Segment {
      @Override
      public int rank() {
        return 1;
      }
    }

    record Greedy(String name) implements Segment {
      @Override
      public int rank() {
        return 2;
      }
    }
  }

  static PathTemplate parse(String path) {
    return new PathTemplate(split(path).stream().map(PathTemplate::segment).toList());
  }

  static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static Segment segment(String text) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return new Segment.Literal(text);
    }
    return text.endsWith("+}")
        ? new Segment.Greedy(text.substring(1, text.length() - 2))
        : new Segment.Variable(text.substring(1, text.length() - 1));
  }

  boolean isGreedy() {
    return segments.getLast() instanceof Segment.Greedy;
  }

  /** Whether this and no other first part leads here. */
  boolean beginsWith(String part) {
    return switch (segments.getFirst()) {
      case Segment.Literal(String text) -> text.equals(part);
      case Segment.Variable variable -> true;
      case Segment.Greedy greedy -> true;
    };
  }

  /** The variables' values if the path fits. A variable is never empty. */
  Optional<Map<String, String>> match(List<String> parts) {
    if (isGreedy() ? parts.size() < segments.size() : parts.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int index = 0; index < segments.size(); index++) {
      String part = parts.get(index);
      switch (segments.get(index)) {
        case Segment.Literal(String text) when !text.equals(part) -> {
          return Optional.empty();
        }
        case Segment.Literal same -> {
          continue;
        }
        case Segment.Variable(String name) -> values.put(name, part);
        case Segment.Greedy(String name) -> values.put(name, String.join("/", parts.subList(index, parts.size())));
      }
    }
    return values.containsValue("") ? Optional.empty() : Optional.of(Collections.unmodifiableMap(values));
  }
}
