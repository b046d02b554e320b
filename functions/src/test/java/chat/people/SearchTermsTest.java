package chat.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Handle;
import chat.model.Profile;
import chat.model.UserId;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTermsTest {
  private static Set<String> terms(String name) {
    return SearchTerms.of(Profile.named(new UserId("u"), name));
  }

  @ParameterizedTest
  @CsvSource({"Zoë,zoe", "ÅNGSTRÖM,angstrom", "İstanbul,istanbul", "ﬁnn,finn", "Ｗｉｄｅ,wide", "Ευγενία,ευγενια",
      "'  a \u00a0 b ',a b", "हिन्दी,हिन्दी", "Straße,straße"})
  void whatLooksTheSameIsSearchedForTheSame(String text, String normalised) {
    assertEquals(normalised, SearchTerms.normalised(text));
  }

  @Test
  void aNameIsFoundAsAWholeAndByEachWord() {
    assertEquals(Set.of("anna-lena o'neill", "anna", "lena", "neill"), terms("Anna-Lena O'Neill"));
    assertEquals(Set.of("ann", "a b"),
        SearchTerms.of(new Profile(new UserId("u"), Optional.of(new Handle("Ann")), "a b",
            "", Optional.empty())));
    assertEquals(Set.of(), terms(""));
    assertEquals(6, terms("aa bb cc dd ee ff gg hh").size());
  }

  /** Else what is searched for would not be what is stored. */
  @Test
  void whatIsNormalisedStaysAsItIs() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      String text = random.ints(random.nextInt(1, 90), 0x20, random.nextBoolean() ? 0x600 : 0x1F800)
          .filter(c -> c < 0xD800 || c > 0xDFFF)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
      String once = SearchTerms.normalised(text);
      assertEquals(once, SearchTerms.normalised(once));
      assertTrue(SearchTerms.characters(once) <= 64);
    }
  }
}
