package chat.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Code;
import software.constructs.Node;

/** The one jar that holds every function. */
record FunctionsJar(Path path) {
  static final String CONTEXT_KEY = "functionsJar";
  private static final String DEFAULT = "../functions/target/functions.jar";

  FunctionsJar {
    if (!Files.isRegularFile(path)) {
      throw new InvalidContextException("There is no " + path + ": run ./mvnw package first.");
    }
  }

  static FunctionsJar fromContext(Node node) {
    Object path = node.tryGetContext(CONTEXT_KEY);
    return new FunctionsJar(Path.of(path == null ? DEFAULT : path.toString()));
  }

  Code code() {
    return Code.fromAsset(path.toString());
  }
}
