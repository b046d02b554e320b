package chat.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that the CDK command line starts. */
class SynthScriptTest {
  /** Another process, since an order that chance decides (as that of Map.of) is the same all through one process. */
  @Test
  void writesTheSameTemplatesInEveryProcess(@TempDir Path directory) throws IOException {
    Subprocess synthesis = synthesise(directory, Synthesis.context());
    assertEquals(0, synthesis.exitCode(), synthesis.output());
    assertEquals(templates(Synthesis.shared().directory()), templates(directory));
  }

  @Test
  void saysWhatToDoWhenTheFunctionsAreNotBuilt(@TempDir Path directory) throws IOException {
    Path missing = directory.resolve("missing.jar");
    Subprocess synthesis = synthesise(directory, Map.of(FunctionsJar.CONTEXT_KEY, missing.toString()));
    assertNotEquals(0, synthesis.exitCode());
    assertEquals("There is no " + missing + ": run ./mvnw package first.", synthesis.output().strip());
  }

  @Test
  void saysWhichStagesThereMayBe(@TempDir Path directory) throws IOException {
    Subprocess synthesis = synthesise(directory, Map.of("stage", "Prod!"));
    assertNotEquals(0, synthesis.exitCode());
    assertEquals("The stage \"Prod!\" must be 1 to 20 lower-case letters, digits and hyphens and begin with a letter.",
        synthesis.output().strip());
  }

  private static Subprocess synthesise(Path directory, Map<String, Object> context) throws IOException {
    return Subprocess.run(Map.of("CDK_OUTDIR", directory.toString(), "CDK_CONTEXT_JSON",
        new ObjectMapper().writeValueAsString(context)), List.of("./synth.sh"));
  }

  private static Map<String, String> templates(Path directory) throws IOException {
    Map<String, String> templates = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".template.json")).toList()) {
        templates.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return templates;
  }
}
