package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.endtoend.NodeCommand;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One Node.js process that opens sockets by the npm package {@code ws}, a client that is not ours. */
final class WsClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Writer commands;
  private final Map<Integer, WsSocket> sockets = new ConcurrentHashMap<>();

  private WsClient(Process process) {
    this.process = process;
    this.commands = process.outputWriter(UTF_8);
    Thread.ofVirtual().start(this::listen);
  }

  static WsClient start() throws IOException, InterruptedException {
    NodeCommand node = new NodeCommand(Path.of("src/test/foreign-client"));
    node.install();
    return new WsClient(new ProcessBuilder("node", "driver.js").directory(node.folder().toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private void listen() {
    try (BufferedReader events = process.inputReader(UTF_8)) {
      for (String line = events.readLine(); line != null; line = events.readLine()) {
        JsonNode event = JSON.readTree(line);
        WsSocket socket = sockets.get(event.path("id").asInt());
        if (socket != null) {
          socket.heard(event);
        }
      }
    } catch (IOException over) {
      // the process has ended
    }
  }

  /** An open socket. */
  WsSocket open(TestGateway gateway, String... protocols) {
    WsSocket socket = ask(gateway, protocols);
    socket.opened();
    return socket;
  }

  /** An open socket as every user opens it. */
  WsSocket open(TestGateway gateway) {
    return open(gateway, "chat.v1", "token");
  }

  /** A socket that may not open. */
  WsSocket ask(TestGateway gateway, String... protocols) {
    int id = sockets.size() + 1;
    WsSocket socket = new WsSocket(this, id);
    sockets.put(id, socket);
    ObjectNode command = command(id, "open").put("url", "ws://127.0.0.1:" + gateway.port() + "/local");
    List.of(protocols).forEach(command.withArray("protocols")::add);
    tell(command);
    return socket;
  }

  ObjectNode command(int id, String action) {
    return JSON.createObjectNode().put("id", id).put("do", action);
  }

  synchronized void tell(ObjectNode command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException ended) {
      throw new UncheckedIOException("The driver has ended.", ended);
    }
  }

  /** Ends the process, and fails unless it ended well. */
  @Override
  public void close() throws IOException {
    commands.close();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    assertEquals(0, process.exitValue(), "the driver of ws");
  }
}
