package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.gateway.WsSocket.Closed;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

/**
 * How functions reach sockets: by the AWS SDK on this side and {@code ws} on the other
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html).
 */
final class ConnectionsApiIT {
  private static WsClient ws;

  private static final String UNKNOWN = "KVmb8fjMIAMCFgQ=";

  private final TestGateway gateway = new TestGateway(Path.of("."));
  private final ApiGatewayManagementApiClient sdk = ApiGatewayManagementApiClient.builder()
      .httpClient(UrlConnectionHttpClient.create()).endpointOverride(gateway.http("/local")).region(Region.US_EAST_1)
      .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))).build();

  @BeforeAll
  static void start() throws Exception {
    ws = WsClient.start();
  }

  @AfterAll
  static void stop() throws Exception {
    ws.close();
  }

  @AfterEach
  void close() {
    sdk.close();
    gateway.close();
  }

  private String connectionId() throws InterruptedException {
    return gateway.event("connect").path("requestContext").path("connectionId").asText();
  }

  private void post(String connectionId, String frame) {
    sdk.postToConnection(request -> request.connectionId(connectionId).data(SdkBytes.fromUtf8String(frame)));
  }

  @Test
  void aPostIsAFrame() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      post(connectionId(), "grüße");
      assertEquals("grüße", client.frame());
    }
  }

  @Test
  void postsArriveInTheirOrder() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      String id = connectionId();
      for (int number = 0; number < 100; number++) {
        post(id, "frame " + number);
      }
      for (int number = 0; number < 100; number++) {
        assertEquals("frame " + number, client.frame());
      }
    }
  }

  @Test
  void aPostOf128KilobytesPassesAndALargerOneDoesNot() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      String id = connectionId();
      String largest = "x".repeat(128 * 1024);
      post(id, largest);
      assertEquals(largest, client.frame());
      assertThrows(PayloadTooLargeException.class, () -> post(id, largest + "x"));
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
      assertEquals(new Closed(1009, "Message too big"), client.closed());
    }
  }

  @Test
  void anUnknownConnectionIsGone() {
    assertThrows(GoneException.class, () -> post(UNKNOWN, "hello"));
    assertThrows(GoneException.class, () -> sdk.getConnection(request -> request.connectionId(UNKNOWN)));
    assertThrows(GoneException.class, () -> sdk.deleteConnection(request -> request.connectionId(UNKNOWN)));
  }

  @Test
  void aClosedConnectionIsGone() throws InterruptedException {
    String id;
    try (WsSocket client = ws.open(gateway)) {
      id = connectionId();
      client.close(1000, "");
      client.closed();
    }
    assertThrows(GoneException.class, () -> post(id, "hello"));
  }

  @Test
  void aConnectionIsGoneDuringItsOwnConnect() {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    gateway.when("connect", event -> {
      failure.set(assertThrows(GoneException.class,
          () -> post(event.path("requestContext").path("connectionId").asText(), "too early")));
      return TestGateway.ACCEPT;
    });
    try (WsSocket client = ws.open(gateway)) {
      assertTrue(failure.get() instanceof GoneException);
      assertFalse(client.hasFrame());
    }
  }

  @Test
  void getDescribesTheConnection() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      String id = connectionId();
      gateway.time().advance(Duration.ofMinutes(1));
      client.send("sign of life").frame();
      GetConnectionResponse connection = sdk.getConnection(request -> request.connectionId(id));
      assertEquals("127.0.0.1", connection.identity().sourceIp());
      assertEquals("", connection.identity().userAgent());
      assertEquals(connection.connectedAt().plus(Duration.ofMinutes(1)), connection.lastActiveAt());
    }
  }

  @Test
  void deleteClosesTheConnection() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      String id = connectionId();
      sdk.deleteConnection(request -> request.connectionId(id));
      assertEquals(new Closed(1000, "Connection Closed Normally"), client.closed());
      assertThrows(GoneException.class, () -> post(id, "hello"));
      var context = gateway.event("disconnect").path("requestContext");
      assertEquals(1000, context.path("disconnectStatusCode").asInt());
      assertEquals("Connection Closed Normally", context.path("disconnectReason").asText());
    }
  }

  @Test
  void aMalformedIdIs400() {
    ApiGatewayManagementApiException refused = assertThrows(ApiGatewayManagementApiException.class,
        () -> post("nonsense", "hello"));
    assertEquals(400, refused.statusCode());
    assertEquals("BadRequestException", refused.awsErrorDetails().errorCode());
  }

  @Test
  void anUnsignedPostIs403() throws Exception {
    try (WsSocket client = ws.open(gateway); HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(
          HttpRequest.newBuilder(gateway.http("/local/@connections/" + connectionId().replace("=", "%3D")))
              .POST(HttpRequest.BodyPublishers.ofString("forged")).build(),
          HttpResponse.BodyHandlers.ofString(UTF_8));
      assertEquals(403, response.statusCode());
      assertEquals("ForbiddenException", response.headers().firstValue("x-amzn-ErrorType").orElse(""));
      assertFalse(client.hasFrame());
    }
  }
}
