package chat.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Content.Text;
import chat.model.DeviceId;
import chat.model.Membership;
import chat.model.Message;
import chat.model.PushDevice;
import chat.model.PushPlatform;
import chat.model.QuietHours;
import chat.model.Role;
import chat.model.UserId;
import chat.push.PushDecision.Facts;
import chat.push.PushDecision.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushDecisionTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final ChannelId CHANNEL = ChannelId.direct(ALICE, BOB);
  /** Half past nine in the evening in Berlin. */
  private static final Instant NOW = Instant.parse("2026-11-25T20:30:00Z");

  /** What is so besides the usual: Bob writes a text to Alice in a group, who is away and has read nothing. */
  private enum So {
    DIRECT, FOLLOW_UP, IN_USE, OWN, LEFT, NEWCOMER, READ, DELIVERED, BLOCKED, MUTED, MUTE_OVER, MENTIONED, DISTURB_NOT, QUIET, QUIET_ELSEWHERE, PRIVATE, ENCRYPTED, FILE, DELETED
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(textBlock = """
      a group message,                        '',                       tell shown
      a direct message is urgent,             DIRECT,                   tell shown urgent
      a mention is urgent,                    MENTIONED,                tell shown urgent mention
      a file,                                 FILE,                     tell shown
      encrypted: a wake-up without content,   ENCRYPTED,                tell
      encrypted and direct,                   ENCRYPTED DIRECT,         tell urgent
      a private device: no content,           PRIVATE,                  tell
      a private device and a mention,         PRIVATE MENTIONED,        tell urgent mention
      somebody uses the device,               IN_USE,                   IN_USE
      delivered elsewhere but not here,       DELIVERED,                tell shown
      read elsewhere,                         READ,                     READ
      a follow-up: still not delivered,       FOLLOW_UP,                tell shown
      a follow-up: and yet connected,         FOLLOW_UP IN_USE,         tell shown
      a follow-up: delivered meanwhile,       FOLLOW_UP DELIVERED,      DELIVERED
      a follow-up: read meanwhile,            FOLLOW_UP READ,           READ
      one's own message,                      OWN,                      OWN
      one's own message elsewhere,            OWN DIRECT,               OWN
      who left hears nothing,                 LEFT,                     NOT_A_MEMBER
      who came later hears nothing,           NEWCOMER,                 NOT_A_MEMBER
      who is blocked is not heard,            BLOCKED,                  BLOCKED
      nor by a mention,                       BLOCKED MENTIONED,        BLOCKED
      a muted channel,                        MUTED,                    MUTED
      a muted direct channel,                 MUTED DIRECT,             MUTED
      a mention comes through a mute,         MUTED MENTIONED,          tell shown urgent mention
      a mute that is over,                    MUTE_OVER,                tell shown
      do not disturb,                         DISTURB_NOT,              DO_NOT_DISTURB
      not even by a mention,                  DISTURB_NOT MENTIONED,    DO_NOT_DISTURB
      quiet hours,                            QUIET,                    QUIET_HOURS
      quiet hours and a direct message,       QUIET DIRECT,             QUIET_HOURS
      quiet hours in another time zone,       QUIET_ELSEWHERE,          tell shown
      deleted meanwhile,                      DELETED,                  NOTHING_TO_READ
      """)
  void decides(String why, String so, String verdict) {
    List<So> all = Arrays.stream(so.split(" ")).filter(word -> !word.isBlank()).map(So::valueOf).toList();
    assertEquals(verdict, words(PushDecision.of(facts(all))), why);
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Leave(var reason) -> reason.name();
      case Verdict.Tell(boolean shown, boolean urgent, boolean mention) ->
        "tell" + (shown ? " shown" : "") + (urgent ? " urgent" : "") + (mention ? " mention" : "");
    };
  }

  private static Facts facts(List<So> so) {
    Optional<QuietHours> quiet = so.contains(So.QUIET)
        ? Optional.of(QuietHours.of("21:00", "07:00", "Europe/Berlin"))
        : so.contains(So.QUIET_ELSEWHERE)
            ? Optional.of(QuietHours.of("21:00", "07:00", "America/New_York"))
            : Optional.empty();
    PushDevice device = new PushDevice(new DeviceId("phone"), PushPlatform.APNS, "endpoint", "1", Locale.ENGLISH,
        !so.contains(So.PRIVATE), quiet);
    Message message = new Message(CHANNEL, 7, so.contains(So.OWN) ? ALICE : BOB, new ClientMessageId("m"), NOW,
        content(so), 0, List.of());
    Membership place = new Membership(CHANNEL, ALICE, Role.MEMBER, 1, so.contains(So.NEWCOMER) ? 8 : 1,
        so.contains(So.LEFT) ? 5 : 0, so.contains(So.DELIVERED) || so.contains(So.READ) ? 7 : 0,
        so.contains(So.READ) ? 7 : 0, false, mutedUntil(so));
    return new Facts(device, message, place, so.contains(So.BLOCKED), so.contains(So.DIRECT), so.contains(So.IN_USE),
        so.contains(So.DISTURB_NOT), so.contains(So.FOLLOW_UP), NOW);
  }

  private static Instant mutedUntil(List<So> so) {
    return so.contains(So.MUTED) ? NOW.plusSeconds(1) : so.contains(So.MUTE_OVER) ? NOW : Instant.EPOCH;
  }

  private static Content content(List<So> so) {
    if (so.contains(So.FILE)) {
      return new Content.File("f", "a.png", "image/png", 1, "", OptionalLong.empty());
    }
    if (so.contains(So.ENCRYPTED)) {
      return new Content.Encrypted("AAAA");
    }
    if (so.contains(So.DELETED)) {
      return new Content.Deleted(BOB);
    }
    return new Text("hello", so.contains(So.MENTIONED) ? List.of(ALICE) : List.of(), OptionalLong.empty());
  }
}
