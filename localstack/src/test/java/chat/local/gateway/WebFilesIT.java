package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebFilesIT {
  private final HttpClient client = HttpClient.newHttpClient();
  private final TestGateway gateway;
  private final Path web;

  WebFilesIT(@TempDir Path directory) {
    web = directory.resolve("web");
    gateway = new TestGateway(web);
  }

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(web.resolve("sub"));
    Files.writeString(web.resolve("index.html"), "<p>page</p>");
    Files.writeString(web.resolve("app.js"), "export {}");
    Files.writeString(web.resolve("sub/a+b c.css"), "p {}");
    Files.writeString(web.resolveSibling("secret.txt"), "secret");
    Files.createSymbolicLink(web.resolve("link.txt"), web.resolveSibling("secret.txt"));
  }

  @AfterEach
  void close() {
    gateway.close();
    client.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(gateway.http(path)).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"/,<p>page</p>,text/html; charset=utf-8", "/index.html,<p>page</p>,text/html; charset=utf-8",
      "/app.js?v=1,export {},text/javascript; charset=utf-8", "/sub/a+b%20c.css,p {},text/css; charset=utf-8",
      "/config.json,{\"config\":true},application/json"})
  void filesAreServed(String path, String body, String type) throws Exception {
    HttpResponse<String> response = get(path);
    assertEquals(200, response.statusCode());
    assertEquals(body, response.body());
    assertEquals(type, response.headers().firstValue("Content-Type").orElse(""));
  }

  @Test
  void everyAnswerIsGuarded() throws Exception {
    HttpResponse<String> response = get("/");
    assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("nosniff", response.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertTrue(response.headers().firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'self'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none.js", "/sub", "/link.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%00",
      "//etc/passwd",
      "/sub/%2e%2e/%2e%2e/secret.txt", "/bad%zz"})
  void nothingElseIs(String path) throws Exception {
    assertEquals(404, rawStatus(path, "127.0.0.1:" + gateway.port()));
  }

  @Test
  void plainTraversalIs404() throws IOException {
    assertEquals(404, rawStatus("/../secret.txt", "127.0.0.1"));
  }

  @ParameterizedTest
  @CsvSource({"evil.example,403", "127.0.0.1.evil.example,403", "localhost:1,200", "LOCALHOST,200", "'',403"})
  void onlyThisMachinesNamesAreHosts(String host, int status) throws IOException {
    assertEquals(status, rawStatus("/", host));
  }

  @ParameterizedTest
  @CsvSource({"https://evil.example,403", "null,403", "http://localhost:5173,200"})
  void onlyPagesOfThisMachineMayAsk(String origin, int status) throws Exception {
    assertEquals(status,
        send(HttpRequest.newBuilder(gateway.http("/config.json")).header("Origin", origin)).statusCode());
  }

  @Test
  void onlyReadingIsAllowed() throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.http("/app.js"));
    assertEquals(405, send(request.POST(HttpRequest.BodyPublishers.ofString("x"))).statusCode());
    HttpResponse<String> head = send(request.method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals("9", head.headers().firstValue("Content-Length").orElse(""));
  }

  @Test
  void theSocketsPathAsksForAnUpgrade() throws Exception {
    assertEquals(426, get("/local").statusCode());
  }

  /** The status of a request that no client library has tidied up. */
  private int rawStatus(String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
          .getBytes(UTF_8));
      String head = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return Integer.parseInt(head.split(" ", 3)[1]);
    }
  }
}
