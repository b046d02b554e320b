package chat.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CDK command line makes the templates of the real functions jar without asking AWS anything. */
class CdkSynthIT {
  /** No region, no profile, no instance: whatever looks for AWS finds nothing. */
  private static final Map<String, String> NO_AWS = Map.of("AWS_EC2_METADATA_DISABLED", "true", "AWS_CONFIG_FILE",
      "/dev/null", "AWS_SHARED_CREDENTIALS_FILE", "/dev/null", "AWS_REGION", "", "CDK_DISABLE_CLI_TELEMETRY", "true");

  @BeforeAll
  static void commandLineIsInstalled() throws IOException {
    try {
      run("node", "--version");
    } catch (IOException noNode) {
      fail("Install Node.js with npm: the CDK command line runs on it (see README.md).", noNode);
    }
    Path installed = Path.of("node_modules", "aws-cdk", "package.json");
    JsonNode pinned = Synthesis.read(Path.of("package.json")).path("devDependencies").path("aws-cdk");
    if (!Files.exists(installed) || !Synthesis.read(installed).path("version").equals(pinned)) {
      run("npm", "ci");
    }
  }

  @Test
  void synthesises(@TempDir Path directory) throws IOException {
    run("npx", "--no-install", "cdk", "synth", "--quiet", "--no-notices", "--output", directory.toString());
    for (String stack : List.of("chat-account", "chat-dev-data", "chat-dev-identity", "chat-dev-service")) {
      assertTrue(Files.size(directory.resolve(stack + ".template.json")) > 0, stack);
    }
    // written by the template validation, and by nothing else
    JsonNode report = Synthesis.read(directory.resolve("validation-report.json"));
    for (JsonNode plugin : report.path("pluginReports")) {
      assertEquals("success", plugin.path("conclusion").asText(), plugin.toPrettyString());
    }
  }

  private static void run(String... command) throws IOException {
    Subprocess subprocess = Subprocess.run(NO_AWS, List.of(command));
    assertEquals(0, subprocess.exitCode(), subprocess.output());
  }
}
