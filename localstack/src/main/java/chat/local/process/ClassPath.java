package chat.local.process;

import chat.entrypoint.ChatApp;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a function's process finds its classes in: the runtime client before the functions, and nothing of this process. */
final class ClassPath {
  /** One class of each jar that the runtime client consists of. */
  private static final List<String> RUNTIME_CLIENT = List.of(RuntimeClient.MAIN_CLASS,
      "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
      "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

  private ClassPath() {}

  /**
   * The classes as they are compiled now, and what Maven has written down that they need. The jar that is deployed holds
   * the same, but may be older than the classes.
   */
  static String ofFunctions() {
    Path functions = origin(ChatApp.class.getName());
    Path needed = functions.resolveSibling("classpath");
    Stream<Path> origins = Stream.concat(RUNTIME_CLIENT.stream().map(ClassPath::origin), Stream.of(functions));
    try {
      return Stream.concat(origins.map(Path::toString), Stream.of(Files.readString(needed).strip()))
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException unreadable) {
      throw new ProcessesUnavailableException("Nothing tells what functions need: " + needed
          + " cannot be read. Maven writes it when it compiles them.");
    }
  }

  /** The jar or directory that a class comes from. */
  private static Path origin(String className) {
    try {
      Class<?> located = Class.forName(className, false, ClassLoader.getSystemClassLoader());
      return Path.of(located.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
