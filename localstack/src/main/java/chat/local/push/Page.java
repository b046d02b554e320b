package chat.local.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Some of a list, and what to ask for the rest with. SNS lists 100 at once. */
record Page<T>(List<T> items, Optional<String> nextToken) {
  static final int SIZE = 100;

  /** {@code token}: of the page before, which names its last item; {@code name}: by which an item can be told. */
  static <T> Page<T> of(List<T> all, Function<T, String> name, Optional<String> token) {
    int from = token.map(last -> after(all, name, last)).orElse(0);
    List<T> items = List.copyOf(all.subList(from, Math.min(from + SIZE, all.size())));
    boolean more = from + items.size() < all.size();
    return new Page<>(items, more ? Optional.of(encode(name.apply(items.getLast()))) : Optional.empty());
  }

  private static <T> int after(List<T> all, Function<T, String> name, String token) {
    for (int index = 0; index < all.size(); index++) {
      if (encode(name.apply(all.get(index))).equals(token)) {
        return index + 1;
      }
    }
    throw Refusal.invalid("NextToken", "it is of no page");
  }

  private static String encode(String name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }
}
