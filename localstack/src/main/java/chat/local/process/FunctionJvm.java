package chat.local.process;

import chat.topology.Function;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JVM of a function, as Lambda starts it.
 *
 * @param options a file of options that all share; their class path would fill the process list
 * @param library the runtime client's native one
 * @param directory in which it runs; it must hold no {@code lib}, where the runtime client would look for jars
 * @param settings the environment variables that are the same for all functions
 */
record FunctionJvm(Path options, Path library, Path directory, Map<String, String> settings) {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  /** The rest is for what the JVM itself needs. */
  private static final int HEAP_PERCENT = 85;

  FunctionJvm {
    settings = Map.copyOf(settings);
  }

  /** {@code runtimeApi}: host and port. Its output and errors are one stream. */
  Process start(Function function, String runtimeApi) {
    ProcessBuilder builder = new ProcessBuilder(command(function)).directory(directory.toFile())
        .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment(function, runtimeApi));
    try {
      return builder.start();
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    }
  }

  /**
   * One compiler and the serial collector, as https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html says of
   * Java 25 without SnapStart.
   */
  private List<String> command(Function function) {
    return List.of(JAVA.toString(), "-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
        "-Xmx" + function.memoryMegabytes() * HEAP_PERCENT / 100 + "m", "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow", "-D" + RuntimeClient.LIBRARY_PROPERTY + "=" + library, "@" + options,
        RuntimeClient.MAIN_CLASS, function.handler());
  }

  /**
   * What Lambda sets (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), and nothing of this
   * process, nor of the developer's own AWS profile. The access key is the function's name, by which it is known to what it
   * calls.
   */
  private Map<String, String> environment(Function function, String runtimeApi) {
    Map<String, String> variables = new TreeMap<>(settings);
    variables.put("_HANDLER", function.handler());
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_DEFAULT_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", function.name());
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_SESSION_TOKEN", "local");
    variables.put("AWS_CONFIG_FILE", directory.resolve("none").toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString());
    variables.put("LAMBDA_TASK_ROOT", directory.toString());
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    return variables;
  }
}
