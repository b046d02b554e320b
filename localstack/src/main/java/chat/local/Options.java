package chat.local;

import chat.topology.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to start the cloud.
 *
 * @param stage part of every table's and queue's name, and the path of the sockets
 * @param dataDirectory keeps everything over restarts; without it nothing is kept
 * @param webDirectory the files of the web client
 * @param awsEndpoint where another emulator offers tables, streams, queues and SNS; without it they are in this process
 * @param processes in how many processes of their own functions run at most; 0 runs them in this one
 * @param settings of the functions, where they are not to be the usual ones
 */
public record Options(Ports ports, String stage, Optional<Path> dataDirectory, Path webDirectory,
    Optional<URI> awsEndpoint, int processes, Map<Setting, String> settings) {
  public static final String LOCAL_STAGE = "local";

  public Options {
    settings = Map.copyOf(settings);
  }

  /**
   * Where it listens; 0 for any port.
   *
   * @param page of the page and the sockets
   * @param issuer of the sign-in, part of every token
   * @param console of the page that shows what happens
   */
  public record Ports(int page, int issuer, int console) {
    public static final Ports ANY = new Ports(0, 0, 0);
  }

  /** The usual, keeping nothing. */
  public static Options at(Ports ports, Path webDirectory) {
    return new Options(ports, LOCAL_STAGE, Optional.empty(), webDirectory, Optional.empty(), 0, Map.of());
  }

  public Options with(Setting setting, String value) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.putAll(settings);
    all.put(setting, value);
    return new Options(ports, stage, dataDirectory, webDirectory, awsEndpoint, processes, all);
  }

  /** Every message waits for the stream. */
  public Options withoutExpressLane() {
    return with(Setting.EXPRESS_MEMBERS, "0");
  }

  public Options storedIn(Path directory) {
    return new Options(ports, stage, Optional.of(directory), webDirectory, awsEndpoint, processes, settings);
  }

  /** {@code most}: at once. When all are busy, events wait. */
  public Options inProcesses(int most) {
    return new Options(ports, stage, dataDirectory, webDirectory, awsEndpoint, most, settings);
  }

  /** {@code otherStage}: another emulator keeps what each stage leaves behind. */
  public Options on(URI endpoint, String otherStage) {
    return new Options(ports, otherStage, dataDirectory, webDirectory, Optional.of(endpoint), processes, settings);
  }
}
