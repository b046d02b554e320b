package chat.aws.sns;

import chat.model.Change;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.Limits;
import chat.push.Notice;
import chat.push.Notice.Shown;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sentence that the app has in every language it speaks.
 *
 * @param key by which the app finds it
 * @param arguments what is filled in, each so short that a payload with the longest of all still fits
 */
record PushSentence(String key, List<String> arguments) {
  /** More than a phone shows. With two names, and each character written as six bytes, it still fits into a payload. */
  static final int TEXT_CHARACTERS = 300;

  private static final PushSentence NOTHING_SHOWN = new PushSentence("NEW_MESSAGE", List.of());

  PushSentence {
    arguments = List.copyOf(arguments);
  }

  static PushSentence of(Notice notice) {
    return notice.shown().map(PushSentence::of).orElse(NOTHING_SHOWN);
  }

  private static PushSentence of(Shown shown) {
    boolean inGroup = shown.group().isPresent();
    return switch (shown.content()) {
      case Content.Text text when inGroup && shown.mention() -> of("MENTION_TEXT", shown, text.text());
      case Content.Text text -> of(inGroup ? "GROUP_MESSAGE_TEXT" : "MESSAGE_TEXT", shown, text.text());
      case Content.File file -> of(inGroup ? "GROUP_MESSAGE_FILE" : "MESSAGE_FILE", shown,
          file.caption().isEmpty() ? file.name() : file.caption());
      case Content.Encrypted _,Content.Deleted _,Change _,GroupChange _ -> NOTHING_SHOWN;
    };
  }

  /** Sender, group if it is one, and what was said. */
  private static PushSentence of(String key, Shown shown, String said) {
    Stream<String> names = Stream.concat(Stream.of(shown.sender()), shown.group().stream())
        .map(name -> legible(name, Limits.NAME_CHARACTERS));
    return new PushSentence(key, Stream.concat(names, Stream.of(legible(said, TEXT_CHARACTERS))).toList());
  }

  /** SNS speaks XML 1.0, which has no half pairs of surrogates and no noncharacters. */
  private static String legible(String text, int characters) {
    int[] whole = text.codePoints().limit(characters + 1L).map(PushSentence::replaced).toArray();
    return whole.length <= characters
        ? new String(whole, 0, whole.length)
        : new String(whole, 0, characters - 1) + "…";
  }

  private static int replaced(int character) {
    boolean noncharacter = (character & 0xFFFE) == 0xFFFE;
    return noncharacter || Character.getType(character) == Character.SURROGATE ? 0xFFFD : character;
  }
}
