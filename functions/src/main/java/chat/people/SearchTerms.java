package chat.people;

import chat.model.Handle;
import chat.model.Profile;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** By which beginnings of words people are found: whatever the case, with accents or without. */
public final class SearchTerms {
  /** Characters that a search has at least. */
  public static final int LEAST = 2;
  /** Characters of a term; what is searched for is cut as well. */
  private static final int MOST = 64;
  /** Each is a row to write when somebody changes their name. */
  private static final int TERMS = 6;
  private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private SearchTerms() {}

  /** What the profile is found by: the handle, the name, and each word of the name. */
  public static SortedSet<String> of(Profile profile) {
    String name = normalised(profile.name());
    return Stream
        .of(profile.handle().map(Handle::value).stream(), Stream.of(name), Arrays.stream(GAPS.split(name)))
        .flatMap(terms -> terms).filter(term -> characters(term) >= LEAST).distinct().limit(TERMS)
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  /** What is searched for; empty if it is too short to find anybody by. A handle may have an @ before it. */
  static Optional<String> beginning(String query) {
    String stripped = query.strip();
    String beginning = normalised(stripped.startsWith("@") ? stripped.substring(1) : stripped);
    return characters(beginning) >= LEAST ? Optional.of(beginning) : Optional.empty();
  }

  static String normalised(String text) {
    String plain = ACCENTS.matcher(lower(Normalizer.normalize(text, Normalizer.Form.NFKD))).replaceAll("");
    String whole = SPACES.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKC)).replaceAll(" ").strip();
    return fits(whole) ? whole : whole.substring(0, whole.offsetByCodePoints(0, MOST)).strip();
  }

  /** What a lower case letter brings of its own, such as the dot of a Turkish I, is an accent as well. */
  private static String lower(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
  }

  static boolean fits(String term) {
    return characters(term) <= MOST;
  }

  /** As people count them. */
  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
