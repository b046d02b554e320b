package chat.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** A synthesis with the context that a deployment has, except that the functions jar is a small file of ours. */
record Synthesis(App app, ChatInfrastructure.Stacks stacks, Path directory) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STAGE = "test";

  /** The app before its templates are written. */
  static Synthesis prepare(String name) {
    return prepare(name, Map.of());
  }

  /** {@code choices}: what the operator adds to the context. */
  static Synthesis prepare(String name, Map<String, String> choices) {
    Map<String, Object> context = context();
    context.putAll(choices);
    Path directory = Path.of("target", "synthesis", name).toAbsolutePath();
    App app = new App(
        AppProps.builder().analyticsReporting(false).outdir(directory.toString()).context(context).build());
    return new Synthesis(app, ChatInfrastructure.assemble(app), directory);
  }

  /** The one synthesis that all tests share which only read it, since each takes seconds. */
  static Synthesis shared() {
    return Shared.INSTANCE;
  }

  static Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    read(Path.of("cdk.json")).path("context").properties()
        .forEach(flag -> context.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
    context.put("stage", STAGE);
    context.put(FunctionsJar.CONTEXT_KEY, smallJar().toString());
    return context;
  }

  static JsonNode read(Path json) {
    try {
      return JSON.readTree(json.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Synthesis write() {
    app.synth();
    return this;
  }

  StageName stage() {
    return new StageName(STAGE);
  }

  Template data() {
    return Template.of(template(stacks.data().getStackName()), Map.of());
  }

  Template identity() {
    return Template.of(template(stacks.identity().orElseThrow().getStackName()), Map.of());
  }

  Template service() {
    Map<String, String> imports = new LinkedHashMap<>(data().exports());
    if (stacks.identity().isPresent()) {
      imports.putAll(identity().exports());
    }
    return Template.of(template(stacks.service().getStackName()), imports);
  }

  private JsonNode template(String stack) {
    return read(directory.resolve(stack + ".template.json"));
  }

  private static Path smallJar() {
    try {
      Path jar = Path.of("target", "synthesis", "functions.jar").toAbsolutePath();
      Files.createDirectories(jar.getParent());
      return Files.writeString(jar, "stands for the functions");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static final class Shared {
    static final Synthesis INSTANCE = prepare("shared").write();
  }
}
