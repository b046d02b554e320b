package chat.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.messaging.AppendMessage.Draft;
import chat.messaging.AppendModel.Bug;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Message;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No hole, no twin, no lost or misnumbered accepted message, in every interleaving of three writers of which each may
 * crash and send again. Each planted bug is found by the same search.
 */
class AppendModelTest {
  private static final ChannelId CHANNEL = new ChannelId("c");

  static LogEntry entry(long seq, String id) {
    return TestEntries.entry(new Message(CHANNEL, seq, new UserId("earlier"), new ClientMessageId(id), Instant.EPOCH,
        new Content.Text(id)));
  }

  private static Draft send(String sender, String id, long afterSeq, String text) {
    return new Draft(CHANNEL, new UserId(sender), new ClientMessageId(id), afterSeq, new Content.Text(text),
        Optional.empty());
  }

  private static List<LogEntry> initial(int head) {
    return LongStream.rangeClosed(1, head).mapToObj(seq -> entry(seq, "m" + seq)).toList();
  }

  /** Name, head at the start, three sends, crashes of each writer. */
  static Stream<Arguments> scenarios() {
    return Stream.of(
        Arguments.of("strangers on an empty channel", 0,
            List.of(send("a", "1", 0, "x"), send("b", "1", 0, "y"), send("c", "1", 0, "z")), 1),
        Arguments.of("twins and a stranger", 0,
            List.of(send("a", "1", 0, "x"), send("a", "1", 0, "x"), send("b", "1", 0, "y")), 2),
        Arguments.of("three twins", 1,
            List.of(send("a", "1", 1, "x"), send("a", "1", 1, "x"), send("a", "1", 1, "x")), 2),
        Arguments.of("twins who know little, a stranger who knows all", 2,
            List.of(send("a", "1", 0, "x"), send("a", "1", 0, "x"), send("b", "1", 2, "y")), 2),
        Arguments.of("one id for two contents, and a stranger", 1,
            List.of(send("a", "1", 1, "x"), send("a", "1", 0, "other"), send("b", "1", 1, "y")), 1),
        Arguments.of("a sequence from nowhere, and twins", 1,
            List.of(send("b", "1", 3, "y"), send("a", "1", 1, "x"), send("a", "1", 1, "x")), 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void everyInterleavingKeepsThePromises(String name, int head, List<Draft> sends, int crashes) {
    AppendModel model = new AppendModel(Bug.NONE, initial(head), sends, crashes);
    assertEquals(Optional.empty(), model.findViolation());
    assertTrue(model.states() > 100, "explored only " + model.states() + " states");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyPlantedBugIsFound(Bug bug) {
    assertTrue(scenarios().map(Arguments::get).anyMatch(scenario -> isFound(bug, scenario)), "nothing noticed " + bug);
  }

  @SuppressWarnings("unchecked") // as scenarios() makes them
  private static boolean isFound(Bug bug, Object[] scenario) {
    return new AppendModel(bug, initial((int) scenario[1]), (List<Draft>) scenario[2], (int) scenario[3])
        .findViolation().isPresent();
  }
}
