package chat.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * AWS's runtime interface client for Java, which the managed runtime starts functions with too
 * (https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client).
 */
final class RuntimeClient {
  static final String MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  /** Names the library; without it each process would write the same file into /tmp, over those that load it. */
  static final String LIBRARY_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private RuntimeClient() {}

  /** Puts its native library into a directory. Throws ProcessesUnavailableException if there is none for this machine. */
  static Path unpackLibrary(Path directory) {
    String name = libraryName(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path library = directory.resolve(name);
    try (InputStream packed = ClassLoader.getSystemResourceAsStream("jni/" + name)) {
      Files.copy(Objects.requireNonNull(packed, name), library);
      return library;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** {@code system}, {@code architecture}: as the JVM names them. */
  static String libraryName(String system, String architecture) {
    String machine = switch (architecture) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64" -> "aarch_64";
      default -> "";
    };
    if (!system.equals("Linux") || machine.isEmpty()) {
      throw new ProcessesUnavailableException(
          "Functions in processes of their own need Linux on x86-64 or ARM64, for which AWS's runtime client is made.");
    }
    return "libaws-lambda-jni.linux" + (isMusl(architecture) ? "_musl" : "") + "-" + machine + ".so";
  }

  /** Alpine Linux has another C library. */
  private static boolean isMusl(String architecture) {
    String name = architecture.equals("aarch64") ? "aarch64" : "x86_64";
    return Files.exists(Path.of("/lib/ld-musl-" + name + ".so.1"));
  }
}
