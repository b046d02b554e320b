package chat.export;

import static chat.model.InvalidValueException.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.ChannelId;
import chat.model.InvalidValueException;
import chat.model.UserId;
import java.util.Base64;
import java.util.Optional;

/** Where an export goes on. The parts follow each other as they stand here. */
public sealed interface Position {
  String REPORT_ID = "[A-Za-z0-9_-]{1,64}";

  /** Empty: with the first of the contacts. */
  record AfterContact(Optional<UserId> userId) implements Position {}

  /** Empty: with the first of the reports. */
  record AfterReport(Optional<String> reportId) implements Position {}

  /** With the user's place in the first channel from there on. */
  record FromChannel(Optional<ChannelId> channelId) implements Position {}

  /** With that entry of a channel, in the middle of it. */
  record AtEntry(ChannelId channelId, long seq) implements Position {}

  /** Text that means nothing to whoever gets it. */
  default String cursor() {
    String text = switch (this) {
      case AfterContact(Optional<UserId> userId) -> "contact " + userId.map(UserId::value).orElse("");
      case AfterReport(Optional<String> reportId) -> "report " + reportId.orElse("");
      case FromChannel(Optional<ChannelId> channelId) -> "channel " + channelId.map(ChannelId::value).orElse("");
      case AtEntry(ChannelId channelId, long seq) -> "entry " + channelId + " " + seq;
    };
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** Throws InvalidValueException for what is no cursor. */
  static Position of(String cursor) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", -1);
      require(parts.length >= 2, "The cursor is none of an export.");
      Optional<String> key = Optional.of(parts[1]).filter(text -> !text.isEmpty());
      return switch (parts[0]) {
        case "contact" -> new AfterContact(key.map(UserId::new));
        case "report" -> new AfterReport(key.filter(id -> id.matches(REPORT_ID)));
        case "channel" -> new FromChannel(key.map(ChannelId::new));
        case "entry" -> new AtEntry(new ChannelId(parts[1]), Long.parseLong(parts[parts.length - 1]));
        default -> throw new InvalidValueException("The cursor is none of an export.");
      };
    } catch (IllegalArgumentException noNumberNorBase64) {
      throw new InvalidValueException("The cursor is none of an export.");
    }
  }
}
