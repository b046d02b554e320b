package chat.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command says when it does not start. */
class MainIT {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final CommandLine command = Main.commandLine().setOut(new PrintWriter(output, true))
      .setErr(new PrintWriter(errors, true));

  @Test
  void aTakenPortGetsASentenceWithThePortAndTheFlag() {
    try (EmbeddedCloud cloud = EmbeddedCloud.start(EmbeddedCloud.Options.forTests(Path.of("../clients/web")))) {
      String port = Integer.toString(cloud.httpAddress().getPort());
      assertEquals(1, command.execute("--port", port, "--issuer-port", "0"));
      assertTrue(errors.toString().startsWith("Port " + port + " cannot be opened"), errors.toString());
      assertTrue(errors.toString().strip().endsWith("choose another with --port."), errors.toString());
      assertEquals(1, command.execute("--port", "0", "--issuer-port", port));
      assertTrue(errors.toString().strip().endsWith("choose another with --issuer-port."), errors.toString());
    }
  }

  @Test
  void helpIsEnoughToUseIt() {
    assertEquals(0, command.execute("--help"));
    for (String option : new String[]{"--port", "--issuer-port", "--data-dir", "--web-dir"}) {
      assertTrue(output.toString().contains(option), output.toString());
    }
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertEquals(2, command.execute("--prot", "9000"));
    assertTrue(errors.toString().contains("--prot"), errors.toString());
  }
}
