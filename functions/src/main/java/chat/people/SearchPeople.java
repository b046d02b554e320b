package chat.people;

import static chat.model.InvalidValueException.require;

import chat.model.InvalidValueException;
import chat.model.Limits;
import chat.model.Profile;
import chat.model.UserId;
import chat.people.Profiles.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** Finds people by the beginning of their handle, their name, or a word of it. */
public final class SearchPeople {
  private static final char SEPARATOR = '\n';

  private final Profiles profiles;

  public SearchPeople(Profiles profiles) {
    this.profiles = profiles;
  }

  /** {@code after}: the last of the page before. */
  public record Query(String beginning, Optional<Hit> after) {
    /** Throws InvalidValueException if the text is too short, or the cursor was none of this search. */
    public static Query of(String text, Optional<String> cursor) {
      String beginning = SearchTerms.beginning(text)
          .orElseThrow(() -> new InvalidValueException("A search has at least 2 characters."));
      return new Query(beginning, cursor.map(next -> SearchPeople.after(next, beginning)));
    }

    /** Hidden, as whom people look for is theirs to know. */
    @Override
    public String toString() {
      return "Query";
    }
  }

  /** {@code next}: the cursor of the next page, if there may be one. */
  public record Page(List<Profile> people, Optional<String> next) {}

  /** A page, perhaps with fewer people than fit. */
  public Page search(Query query) {
    String beginning = query.beginning();
    List<Hit> hits = profiles.search(beginning, query.after().orElse(null), Limits.SEARCH_PAGE);
    Map<UserId, Profile> found = hits.isEmpty()
        ? Map.of()
        : profiles.find(hits.stream().map(Hit::userId).distinct().toList());
    List<Profile> people = new ArrayList<>();
    for (Hit hit : hits) {
      Profile profile = found.get(hit.userId());
      if (profile != null && isFirst(hit, profile, beginning)) {
        people.add(profile);
      }
    }
    return new Page(people, hits.size() == Limits.SEARCH_PAGE ? Optional.of(cursor(hits.getLast())) : Optional.empty());
  }

  /** Whoever is found by several words comes once, by the first; and not by a word that is theirs no more. */
  private static boolean isFirst(Hit hit, Profile profile, String beginning) {
    SortedSet<String> found = SearchTerms.of(profile).tailSet(beginning);
    return !found.isEmpty() && found.first().equals(hit.term());
  }

  private static String cursor(Hit last) {
    return last.term() + SEPARATOR + last.userId();
  }

  private static Hit after(String cursor, String beginning) {
    int separator = cursor.indexOf(SEPARATOR);
    require(separator > 0 && cursor.startsWith(beginning) && SearchTerms.fits(cursor.substring(0, separator)),
        "The cursor is none of this search.");
    return new Hit(cursor.substring(0, separator), new UserId(cursor.substring(separator + 1)));
  }
}
