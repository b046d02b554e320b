package chat.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.gateway.WsSocket.Closed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;

/** What can be made to go wrong, and what can be seen and done from outside. */
final class FaultsIT {
  private static WsClient ws;

  private final TestGateway gateway = new TestGateway(Path.of("."));
  private final ApiGatewayManagementApiClient sdk = ApiGatewayManagementApiClient.builder()
      .httpClient(UrlConnectionHttpClient.create()).endpointOverride(gateway.http("/local")).region(Region.US_EAST_1)
      .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("send.7", "local"))).build();

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

  private void posts(PostFate fate) {
    gateway.faults(new GatewayFaults() {
      @Override
      public PostFate post(String caller, String connectionId) {
        return fate;
      }
    });
  }

  private void disconnects(DisconnectFate fate) {
    gateway.faults(new GatewayFaults() {
      @Override
      public DisconnectFate disconnect(String connectionId) {
        return fate;
      }
    });
  }

  @Test
  void aPostFailsAsItIsMadeTo() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      String id = connectionId();
      posts(PostFate.GONE);
      assertThrows(GoneException.class, () -> post(id, "said to be gone"));
      posts(PostFate.THROTTLED);
      assertTrue(assertThrows(LimitExceededException.class, () -> post(id, "too much")).isThrottlingException());
      posts(PostFate.FAILED);
      assertEquals(500,
          assertThrows(ApiGatewayManagementApiException.class, () -> post(id, "in vain")).statusCode());
      posts(PostFate.LOST);
      post(id, "lost");
      posts(PostFate.TAKEN);
      post(id, "taken");
      assertEquals("taken", client.frame());
    }
  }

  @Test
  void aPostIsJudgedByItsCallerAndItsReceiver() throws InterruptedException {
    AtomicReference<List<String>> asked = new AtomicReference<>();
    gateway.faults(new GatewayFaults() {
      @Override
      public PostFate post(String caller, String connectionId) {
        asked.set(List.of(caller, connectionId));
        return PostFate.TAKEN;
      }
    });
    try (WsSocket client = ws.open(gateway)) {
      String id = connectionId();
      post(id, "hello");
      assertEquals("hello", client.frame());
      assertEquals(List.of("send.7", id), asked.get());
    }
  }

  @Test
  void aDisconnectCanBeLost() throws InterruptedException {
    disconnects(new DisconnectFate.Lost());
    WsSocket lost = ws.open(gateway);
    connectionId();
    lost.closeWithoutStatus();
    lost.closed();
    gateway.faults(GatewayFaults.NONE);
    WsSocket told = ws.open(gateway);
    String id = connectionId();
    told.closeWithoutStatus();
    assertEquals(id, gateway.event("disconnect").path("requestContext").path("connectionId").asText());
    gateway.assertNotInvoked("disconnect");
  }

  @Test
  void aDisconnectCanBeLate() throws InterruptedException {
    disconnects(new DisconnectFate.Late(Duration.ofMinutes(3)));
    WsSocket client = ws.open(gateway);
    String id = connectionId();
    client.closeWithoutStatus();
    client.closed();
    gateway.time().advance(Duration.ofMinutes(3).minusMillis(1));
    gateway.assertNotInvoked("disconnect");
    gateway.time().advance(Duration.ofMillis(1));
    assertEquals(id, gateway.event("disconnect").path("requestContext").path("connectionId").asText());
  }

  @Test
  void openSocketsAreListed() throws InterruptedException {
    assertEquals(List.of(), gateway.server().connections());
    try (WsSocket client = ws.open(gateway)) {
      var connectedAt = gateway.time().instant();
      String id = connectionId();
      gateway.time().advance(Duration.ofMinutes(1));
      assertEquals("default", client.send("hello").frame());
      post(id, "posted");
      assertEquals("posted", client.frame());
      assertEquals(
          List.of(new OpenConnection(id, "alice", connectedAt, gateway.time().instant(), "127.0.0.1", "", 1, 2)),
          gateway.server().connections());
    }
  }

  @Test
  void aCutSocketIs1006OnBothSides() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      String id = connectionId();
      assertTrue(gateway.server().cut(id));
      assertEquals(new Closed(1006, ""), client.closed());
      assertEquals(1006, gateway.event("disconnect").path("requestContext").path("disconnectStatusCode").asInt());
      assertThrows(GoneException.class, () -> post(id, "hello"));
      assertFalse(gateway.server().cut(id));
    }
  }

  @Test
  void aClosedSocketIs1000AsAfterDelete() throws InterruptedException {
    try (WsSocket client = ws.open(gateway)) {
      String id = connectionId();
      assertTrue(gateway.server().close(id));
      assertEquals(new Closed(1000, "Connection Closed Normally"), client.closed());
      assertEquals(1000, gateway.event("disconnect").path("requestContext").path("disconnectStatusCode").asInt());
      assertFalse(gateway.server().close(id));
    }
  }
}
