package chat.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.endtoend.TestCloud;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command says when it does not start. */
class MainIT {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final CommandLine command = Main.commandLine().setOut(new PrintWriter(output, true))
      .setErr(new PrintWriter(errors, true));

  @Test
  void aTakenPortGetsASentenceWithThePortAndTheFlag() {
    try (EmbeddedCloud cloud = EmbeddedCloud.start(TestCloud.options())) {
      String port = Integer.toString(cloud.httpAddress().getPort());
      assertEquals(1, command.execute("--port", port, "--issuer-port", "0"));
      assertTrue(errors.toString().startsWith("Port " + port + " cannot be opened"), errors.toString());
      assertTrue(errors.toString().strip().endsWith("choose another with --port."), errors.toString());
      assertEquals(1, command.execute("--port", "0", "--issuer-port", port));
      assertTrue(errors.toString().strip().endsWith("choose another with --issuer-port."), errors.toString());
      assertEquals(1, command.execute("--port", "0", "--admin-port", port));
      assertTrue(errors.toString().strip().endsWith("choose another with --admin-port."), errors.toString());
    }
  }

  @Test
  void helpIsEnoughToUseIt() {
    assertEquals(0, command.execute("--help"));
    for (String option : new String[]{"--port", "--issuer-port", "--admin-port", "--data-dir", "--web-dir"}) {
      assertTrue(output.toString().contains(option), output.toString());
    }
  }

  @Test
  void noProcessesAtAllAreRefused() {
    assertEquals(2, command.execute("--processes", "-1"));
    assertTrue(errors.toString().contains("--processes takes"), errors.toString());
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertEquals(2, command.execute("--prot", "9000"));
    assertTrue(errors.toString().contains("--prot"), errors.toString());
  }

  @ParameterizedTest
  @CsvSource({"--port 70000, Ports", "--port 65535, Ports", "--express-members 101, --express-members",
      "--processes -1, --processes", "--data-dir pom.xml, --data-dir", "--aws-endpoint localhost, --aws-endpoint",
      "--data-dir new --aws-endpoint http://127.0.0.1:1, exclude"})
  void whatCannotBeIsSaidInASentence(String options, String named) {
    assertEquals(2, command.execute(options.split(" ")));
    assertTrue(errors.toString().lines().findFirst().orElse("").contains(named), errors.toString());
  }

  @Test
  void anEndpointWhereNothingAnswersIsNamed() {
    assertEquals(1, command.execute("--port", "0", "--aws-endpoint", "http://127.0.0.1:1"));
    assertEquals("Nothing answers as AWS does at http://127.0.0.1:1.", errors.toString().strip());
  }
}
