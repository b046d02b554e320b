package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.gateway.TestSocket.Closed;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
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
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

final class ConnectionsApiIT {
  private static final String UNKNOWN = "KVmb8fjMIAMCFgQ=";

  private final TestGateway gateway = new TestGateway(Path.of("."));
  private final ApiGatewayManagementApiClient sdk = ApiGatewayManagementApiClient.builder()
      .httpClient(UrlConnectionHttpClient.create()).endpointOverride(gateway.http("/local")).region(Region.US_EAST_1)
      .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))).build();

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
    try (TestSocket client = gateway.open()) {
      post(connectionId(), "grüße");
      assertEquals("grüße", client.frame());
    }
  }

  @Test
  void postsArriveInTheirOrder() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
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
    try (TestSocket client = gateway.open()) {
      String id = connectionId();
      String largest = "x".repeat(128 * 1024);
      post(id, largest);
      assertEquals(largest, client.frame());
      assertThrows(PayloadTooLargeException.class, () -> post(id, largest + "x"));
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
    try (TestSocket client = gateway.open()) {
      id = connectionId();
      client.socket().sendClose(1000, "").join();
      client.closed();
    }
    assertThrows(GoneException.class, () -> post(id, "hello"));
  }

  @Test
  void aForgottenConnectionIsGone() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      String id = connectionId();
      gateway.forget(id);
      assertThrows(GoneException.class, () -> post(id, "hello"));
      gateway.assertNotInvoked("disconnect");
      assertFalse(client.hasFrame());
    }
  }

  @Test
  void aConnectionIsGoneDuringItsOwnConnect() {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    gateway.when("connect", event -> {
      failure.set(assertThrows(GoneException.class,
          () -> post(event.path("requestContext").path("connectionId").asText(), "too early")));
      return "{\"statusCode\": 200}";
    });
    try (TestSocket client = gateway.open()) {
      assertTrue(failure.get() instanceof GoneException);
      assertFalse(client.hasFrame());
    }
  }

  @Test
  void getDescribesTheConnection() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      String id = connectionId();
      client.send("sign of life").frame();
      GetConnectionResponse connection = sdk.getConnection(request -> request.connectionId(id));
      assertEquals("127.0.0.1", connection.identity().sourceIp());
      assertTrue(connection.identity().userAgent().startsWith("Java-http-client"));
      assertFalse(connection.lastActiveAt().isBefore(connection.connectedAt()));
    }
  }

  @Test
  void deleteClosesTheConnection() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
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
  void aPostFailsAsItIsMadeTo() throws InterruptedException {
    try (TestSocket client = gateway.open()) {
      String id = connectionId();
      gateway.posts(PostFate.GONE);
      assertThrows(GoneException.class, () -> post(id, "said to be gone"));
      gateway.posts(PostFate.THROTTLED);
      assertTrue(assertThrows(LimitExceededException.class, () -> post(id, "too much")).isThrottlingException());
      gateway.posts(PostFate.FAILED);
      assertEquals(500,
          assertThrows(ApiGatewayManagementApiException.class, () -> post(id, "in vain")).statusCode());
      gateway.posts(PostFate.LOST);
      post(id, "lost");
      gateway.posts(PostFate.TAKEN);
      post(id, "taken");
      assertEquals("taken", client.frame());
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
    try (TestSocket client = gateway.open(); HttpClient http = HttpClient.newHttpClient()) {
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
