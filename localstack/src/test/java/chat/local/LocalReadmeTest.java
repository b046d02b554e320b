package chat.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README of the local cloud names no test that is not there, and leaves out no fault. */
final class LocalReadmeTest {
  private static final Path SOURCES = Path.of("src/test/java");
  private static final Pattern PROOF = Pattern.compile("`(\\w+(?:IT|Test|Contract))(?:\\.(\\w+))?`");
  private static final Pattern FAULT = Pattern.compile("`([A-Z]+_[A-Z_]+)`");

  private final List<String> lines;
  /** By name. */
  private final Map<String, String> tests;

  LocalReadmeTest() throws IOException {
    lines = Files.readAllLines(Path.of("README.md"));
    try (Stream<Path> files = Files.walk(SOURCES)) {
      tests = files.filter(file -> file.toString().endsWith(".java"))
          .collect(Collectors.toMap(file -> name(file), LocalReadmeTest::read, (first, second) -> first + second));
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private List<String> section(String heading) {
    return lines.stream().dropWhile(line -> !line.equals(heading)).skip(1).takeWhile(line -> !line.startsWith("#"))
        .toList();
  }

  private static Stream<MatchResult> matches(Pattern pattern, List<String> lines) {
    return lines.stream().flatMap(line -> pattern.matcher(line).results());
  }

  @Test
  void everyProofIsATest() {
    List<MatchResult> proofs = matches(PROOF, lines).toList();
    assertEquals(List.of(), proofs.stream().filter(proof -> !isTest(proof.group(1), proof.group(2)))
        .map(MatchResult::group).toList());
    assertTrue(proofs.size() > 80, () -> proofs.size() + " proofs");
  }

  private boolean isTest(String type, String method) {
    String source = tests.getOrDefault(type, "");
    return method == null ? !source.isEmpty() : source.contains(" void " + method + "(");
  }

  @Test
  void everyFaultHasASafeguardAndATest() {
    List<String> rows = section("## Faults").stream().filter(line -> line.startsWith("| `")).toList();
    assertEquals(Arrays.stream(Fault.values()).map(Fault::name).collect(Collectors.toSet()),
        matches(FAULT, rows).map(name -> name.group(1)).collect(Collectors.toSet()));
    String source = tests.getOrDefault("FaultSwitchIT", "");
    for (String row : rows) {
      String test = row.replaceAll(".*\\| `(\\w+)` \\|", "$1");
      assertTrue(source.contains(" void " + test + "("), row);
    }
  }

  @Test
  void everyBehaviourOfTheGatewayHasAPageAndAProof() {
    List<String> rows = section("### What it imitates").stream().filter(line -> line.startsWith("| ")).skip(1).toList();
    assertEquals(List.of(),
        rows.stream().filter(row -> !row.matches("\\| .+ \\| .*\\[.+].* \\| `.+` \\|")).toList());
    assertTrue(rows.size() > 50);
  }

  @Test
  void everyLinkHasAnAddress() {
    Set<String> used = matches(Pattern.compile("\\[([\\w-]+)](?![(:])"), lines).map(link -> link.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> defined = matches(Pattern.compile("^\\[([\\w-]+)]: https://"), lines).map(link -> link.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(defined, used);
  }
}
