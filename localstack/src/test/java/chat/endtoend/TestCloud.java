package chat.endtoend;

import chat.local.Options;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** How tests start the cloud: on any free ports, keeping nothing. */
public final class TestCloud {
  /** Another emulator for tables, streams and queues: {@code -Dchat.aws-endpoint=http://127.0.0.1:4566}. */
  public static final Optional<URI> AWS_ENDPOINT = Optional.ofNullable(System.getProperty("chat.aws-endpoint"))
      .filter(endpoint -> !endpoint.isBlank()).map(URI::create);

  private TestCloud() {}

  /** On another emulator, which all tests share, each cloud has a stage of its own. */
  public static Options options() {
    Options embedded = Options.at(Options.Ports.ANY, Path.of("../clients/web"));
    return AWS_ENDPOINT.map(endpoint -> embedded.on(endpoint, "test-" + UUID.randomUUID())).orElse(embedded);
  }
}
