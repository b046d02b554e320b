package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import chat.local.EmbeddedCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemathesis, which is not ours, makes up requests from the document of the REST API, good ones and bad ones: whatever it
 * tries, nothing fails, and every answer is one that the document has. It comes from PyPI and needs Python 3.10 or later
 * with venv; without them nothing is tested, unless this is a CI run, which sets {@code CI}.
 */
class RestFuzzIT {
  private static final Path REQUIREMENTS = Path.of("src/test/rest-fuzz/requirements.txt").toAbsolutePath();
  private static final Path DOCUMENT = Path.of("../docs/rest.openapi.yaml").toAbsolutePath();
  /** Whatever the tool leaves behind stays here. */
  private static final Path FOLDER = Path.of("target").toAbsolutePath();
  private static final Path PYTHON = FOLDER.resolve("rest-fuzz/bin/python");
  private static final Duration DEADLINE = Duration.ofMinutes(4);
  private static final String CHECKS = String.join(",", "not_a_server_error", "status_code_conformance",
      "content_type_conformance", "response_schema_conformance", "response_headers_conformance");
  private static final Optional<Path> NO_SETTINGS = Optional.empty();
  /** Who calls. */
  private static final Path CALLERS = REQUIREMENTS.resolveSibling("callers.py");
  /** So many that none of them comes to a limit. */
  private static final int STAYING = 100;
  /** One for each request after which its caller's token is worth nothing. */
  private static final int LEAVING = 300;
  private static final Pattern LIMITED = Pattern.compile("\\b429: (\\d+)");
  private static final Pattern CASES = Pattern.compile("(\\d+) generated");

  /** What a command printed, and whether it ended well. */
  private record Run(boolean good, String output) {
    static Run of(String... command) throws IOException, InterruptedException {
      return of(Map.of(), command);
    }

    static Run of(Map<String, String> environment, String... command) throws IOException, InterruptedException {
      Path output = Files.createTempFile("rest-fuzz", ".txt");
      try {
        ProcessBuilder builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true)
            .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(DEADLINE);
        process.destroyForcibly();
        return new Run(ended && process.exitValue() == 0, Files.readString(output));
      } finally {
        Files.delete(output);
      }
    }
  }

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Path installed = PYTHON.resolveSibling("installed.txt");
    if (Files.exists(installed) && Files.mismatch(installed, REQUIREMENTS) == -1) {
      return;
    }
    try {
      Run environment = Run.of("python3", "-m", "venv", "rest-fuzz");
      Run packages = environment.good()
          ? Run.of(PYTHON.toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement",
              REQUIREMENTS.toString())
          : environment;
      if (packages.good()) {
        Files.copy(REQUIREMENTS, installed);
        return;
      }
      missing(packages.output());
    } catch (IOException noPython) {
      missing(String.valueOf(noPython.getMessage()));
    }
  }

  private static void missing(String why) {
    String sentence = "The REST API was not fuzzed: install python3 with venv, and let it reach PyPI. " + why;
    if (System.getenv("CI") != null) {
      fail(sentence);
    }
    System.err.println(sentence);
    abort(sentence);
  }

  @Test
  void theDocumentIsSound() throws Exception {
    Run validation = Run.of(PYTHON.toString(), "-m", "openapi_spec_validator", DOCUMENT.toString());
    assertTrue(validation.good(), validation.output());
  }

  /** Nearly all of its requests are about channels that are not there, so some are made about one that is. */
  @Test
  void nothingBreaksIt(@TempDir Path folder) throws Exception {
    try (EmbeddedCloud cloud = EmbeddedCloud.start(TestCloud.options())) {
      Files.write(folder.resolve("staying.txt"), tokens(cloud, "staying", STAYING));
      Files.write(folder.resolve("leaving.txt"), tokens(cloud, "leaving", LEAVING));
      Map<String, String> callers = Map.of("SCHEMATHESIS_HOOKS", CALLERS.toString(), "CHAT_CALLERS", folder.toString());
      Run run = fuzzed(cloud, callers, NO_SETTINGS, "--phases=examples,coverage,fuzzing", "--max-examples=30");
      int anywhere = cases(run);
      assertTrue(anywhere >= 1_000, run.output());
      assertTrue(refusedForLimits(run) * 20 < anywhere, run.output());

      Path settings = Files.writeString(folder.resolve("schemathesis.toml"), """
          [parameters]
          "path.channelId" = "%s"
          "path.userId" = "bob"
          """.formatted(group(cloud)));
      int atHome = cases(fuzzed(cloud, Map.of(), Optional.of(settings), "--phases=fuzzing", "--max-examples=40",
          "--include-path-regex=channelId|userId", "--header=Authorization: Bearer " + cloud.issuer().token("alice")));
      assertTrue(atHome >= 100, () -> atHome + " requests");
    }
  }

  private static List<String> tokens(EmbeddedCloud cloud, String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> cloud.issuer().token(name + number)).toList();
  }

  /** How many were told that they call too often. */
  private static int refusedForLimits(Run run) {
    Matcher limited = LIMITED.matcher(run.output());
    return limited.find() ? Integer.parseInt(limited.group(1)) : 0;
  }

  private static String group(EmbeddedCloud cloud) {
    try (TestClient alice = TestClient.connect(cloud, "alice")) {
      return alice.ask("""
          {"action":"send","clientMessageId":"m1","afterSeq":0,
           "content":{"type":"create","name":"Group","members":["bob"]}}""").text("channelId");
    }
  }

  @Test
  void nothingIsGivenAwayWithoutAToken() throws Exception {
    try (EmbeddedCloud cloud = EmbeddedCloud.start(TestCloud.options())) {
      assertTrue(cases(fuzzed(cloud, Map.of(), NO_SETTINGS, "--phases=examples,coverage")) >= 1_000);
    }
  }

  private static Run fuzzed(EmbeddedCloud cloud, Map<String, String> environment, Optional<Path> settings,
      String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-m", "schemathesis.cli"));
    settings.ifPresent(file -> command.addAll(List.of("--config-file", file.toString())));
    command.addAll(List.of("run", DOCUMENT.toString(), "--url=" + cloud.httpAddress(), "--checks=" + CHECKS, "--seed=1",
        "--no-color", "--no-shrink", "--generation-database=none", "--warnings=off"));
    command.addAll(List.of(options));
    Run run = Run.of(environment, command.toArray(String[]::new));
    assertTrue(run.good(), run.output());
    return run;
  }

  /** How many requests were made up. */
  private static int cases(Run run) {
    Matcher cases = CASES.matcher(run.output());
    assertTrue(cases.find(), run.output());
    return Integer.parseInt(cases.group(1));
  }
}
