package chat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.ibm.icu.text.SpoofChecker;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {
  private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789_";
  /** What their lookalikes are made of, so that random handles often look alike. */
  private static final String DOUBTFUL = "o0l1imrn_w";

  @ParameterizedTest
  @CsvSource({"Alice,alice", "A_1,a_1", "ANNA0,anna0"})
  void itsCaseDoesNotMatter(String typed, String stored) {
    assertEquals(stored, new Handle(typed).value());
  }

  /** The last ones: Cyrillic, Kelvin sign, dotless i, full width, ligature, zero width space. */
  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "1abc", "_abc", "a b", "a-b", "a.b", "abcdefghijklmnopqrstuvwxyzabcde", "abc\n",
      "аlice", "\u212Aate", "al\u0131ce", "ａlice", "ﬁnn", "al\u200Bice"})
  void otherCharactersAreRefused(String value) {
    assertThrows(InvalidValueException.class, () -> new Handle(value));
  }

  @ParameterizedTest
  @CsvSource({"mil_o,rnilo", "mi1o,milo", "mil0,milo", "m__o,mo_", "b_0b1,bobl"})
  void lookalikesHaveOneSkeleton(String one, String other) {
    assertEquals(new Handle(one + "xx").skeleton(), new Handle(other + "xx").skeleton());
  }

  @Test
  void othersHaveSkeletonsOfTheirOwn() {
    assertNotEquals(new Handle("paul").skeleton(), new Handle("paui").skeleton());
    assertNotEquals(new Handle("nina").skeleton(), new Handle("mina").skeleton());
  }

  /** Whatever Unicode's own data takes for the same, we do. */
  @Test
  void whatUnicodeCallsConfusableHasOneSkeleton() {
    SpoofChecker checker = new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    Random random = new Random(3);
    int alike = 0;
    for (int round = 0; round < 20_000; round++) {
      Handle one = new Handle("xx" + random(random, DOUBTFUL, 2));
      Handle other = new Handle("xx" + random(random, round % 2 == 0 ? DOUBTFUL : CHARACTERS, random.nextInt(1, 4)));
      if (checker.getSkeleton(one.value()).equals(checker.getSkeleton(other.value()))) {
        assertEquals(one.skeleton(), other.skeleton(), one + " and " + other);
        alike += one.equals(other) ? 0 : 1;
      }
    }
    assertNotEquals(0, alike);
  }

  /** Of any two characters, by themselves and as a pair. */
  @Test
  void noPairOfCharactersIsForgotten() {
    SpoofChecker checker = new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    List<Handle> handles = CHARACTERS.chars().boxed().flatMap(first -> CHARACTERS.chars()
        .mapToObj(second -> new Handle("x" + (char) first.intValue() + (char) second)))
        .toList();
    List<Handle> singles = CHARACTERS.chars().mapToObj(only -> new Handle("xx" + (char) only)).toList();
    for (List<Handle> group : List.of(handles, singles)) {
      group.stream().collect(Collectors.groupingBy(handle -> checker.getSkeleton(handle.value()))).values()
          .forEach(same -> assertEquals(1, same.stream().map(Handle::skeleton).distinct().count(), same.toString()));
    }
  }

  private static String random(Random random, String characters, int length) {
    return random.ints(length, 0, characters.length()).mapToObj(characters::charAt).map(String::valueOf)
        .collect(Collectors.joining());
  }
}
