package chat.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.InMemoryPorts;
import chat.aws.sns.PushApplications;
import chat.entrypoint.TestSocket.TestContext;
import chat.identity.Caller;
import chat.identity.IssueTicket;
import chat.identity.Ticket;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.DeviceId;
import chat.model.UserId;
import chat.presence.Lease;
import chat.topology.Topology;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody gets in, on any route, without a token that our issuer signed. */
class AuthorizerHandlerTest {
  private static final String ISSUER = "https://issuer.example";
  private static final String AUDIENCE = "chat";

  private static final Instant ISSUED_AT = Instant.parse("2026-11-25T09:00:00Z");

  private static final InMemoryPorts PORTS = new InMemoryPorts();

  private static RSAKey key;
  private static RSAKey forgersKey;
  private static HttpServer server;
  private static AuthorizerHandler authorizer;

  @BeforeAll
  static void publishKeys() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("first").generate();
    forgersKey = new RSAKeyGenerator(2048).keyID("first").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
    server.createContext("/keys", exchange -> {
      exchange.sendResponseHeaders(200, published.length);
      exchange.getResponseBody().write(published);
      exchange.close();
    });
    server.start();
    URI keys = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    authorizer = new AuthorizerHandler(new ChatApp(new Settings("test", keys, ISSUER, AUDIENCE, keys,
        new Lease(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(9), Duration.ofSeconds(10)), keys,
        keys, keys, keys, keys,
        PushApplications.NONE, 100), PORTS));
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static JWTClaimsSet claims(String issuer, String audience, long secondsLeft) {
    return new JWTClaimsSet.Builder().issuer(issuer).audience(audience).subject("alice")
        .issueTime(Date.from(ISSUED_AT)).expirationTime(Date.from(Instant.now().plusSeconds(secondsLeft))).build();
  }

  private static String signed(RSAKey by, JWTClaimsSet claims) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").build(), claims);
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  private static String arn(String route) {
    return "arn:aws:execute-api:eu-west-1:123456789012:id/dev/" + route;
  }

  private static JsonObject policyFor(String route, String header, String value) throws IOException {
    return policyFor(route, Map.of(header, value));
  }

  private static JsonObject policyFor(String route, Map<String, String> headers) throws IOException {
    String event = JsonText.object(json -> {
      json.writeStringField("type", "REQUEST");
      json.writeStringField("methodArn", arn(route));
      json.writeObjectFieldStart("multiValueHeaders");
      for (Map.Entry<String, String> header : headers.entrySet()) {
        json.writeArrayFieldStart(header.getKey());
        json.writeString(header.getValue());
        json.writeEndArray();
      }
      json.writeEndObject();
    });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    authorizer.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, new TestContext());
    return JsonObject.parse(out.toString(UTF_8));
  }

  private static void assertUnauthorized(String header, String value) {
    Topology.ROUTES.forEach(route -> assertEquals("Unauthorized",
        assertThrows(RuntimeException.class, () -> policyFor(route.key(), header, value)).getMessage()));
  }

  @Test
  void aGoodTokenOpensItsRouteAsItsUser() throws Exception {
    String token = signed(key, claims(ISSUER, AUDIENCE, 60));
    JsonObject policy = policyFor("$connect", "Authorization", "Bearer " + token);
    assertEquals("alice", policy.object("context").text("userId"));
    JsonObject statement = policy.object("policyDocument").objects("Statement").getFirst();
    assertEquals("Allow", statement.text("Effect"));
    assertEquals(arn("$connect"), statement.text("Resource"));
    assertUnauthorized("Sec-WebSocket-Protocol", "chat.v1, bearer." + token);
  }

  @Test
  void whatIsKnownOfTheCallerComesAsTexts() throws Exception {
    JsonObject context = policyFor("$connect", Map.of("Authorization",
        "Bearer " + signed(key, claims(ISSUER, AUDIENCE, 60)), "Sec-WebSocket-Protocol", "chat.v1, device.pixel-9"))
        .object("context");
    assertEquals("pixel-9", context.text("deviceId"));
    assertEquals(Long.toString(ISSUED_AT.getEpochSecond()), context.text("issuedAt"));
    assertEquals("Unauthorized", assertThrows(RuntimeException.class, () -> policyFor("$connect",
        Map.of("Authorization", "Bearer " + signed(key, claims(ISSUER, AUDIENCE, 60)), "Sec-WebSocket-Protocol",
            "chat.v1, device.no!device")))
        .getMessage());
  }

  @Test
  void aTicketOpensOneSocket() throws Exception {
    Caller bob = new Caller(new UserId("bob"), new DeviceId("browser"), ISSUED_AT);
    Ticket ticket = new IssueTicket(PORTS.tickets(), PORTS.clock(), PORTS.random()).issue(bob).ticket();
    JsonObject context = policyFor("$connect", "Sec-WebSocket-Protocol", "chat.v1, ticket." + ticket.secret())
        .object("context");
    assertEquals("bob", context.text("userId"));
    assertEquals("browser", context.text("deviceId"));
    assertUnauthorized("Sec-WebSocket-Protocol", "chat.v1, ticket." + ticket.secret());
    assertUnauthorized("Sec-WebSocket-Protocol", "chat.v1, ticket." + "A".repeat(43));
    assertUnauthorized("Sec-WebSocket-Protocol", "chat.v1, ticket.nonsense");
    assertUnauthorized("Sec-WebSocket-Protocol", "chat.v1, ticket.");
  }

  @Test
  void withoutATokenNobodyGetsIn() {
    assertUnauthorized("Authorization", "");
    assertUnauthorized("Authorization", "Bearer ");
    assertUnauthorized("Authorization", "Basic YWxpY2U6YWxpY2U=");
    assertUnauthorized("Sec-WebSocket-Protocol", "chat.v1");
    assertUnauthorized("X-User", "alice");
  }

  @Test
  void aForgedTokenLetsNobodyIn() throws Exception {
    String good = signed(key, claims(ISSUER, AUDIENCE, 60));
    String other = signed(key, claims(ISSUER, AUDIENCE, 61));
    String mixed = good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    for (String forged : List.of("nonsense", mixed, good.substring(0, good.lastIndexOf('.') + 1),
        signed(forgersKey, claims(ISSUER, AUDIENCE, 60)), signed(key, claims("https://forger.example", AUDIENCE, 60)),
        signed(key, claims(ISSUER, "another-service", 60)), signed(key, claims(ISSUER, AUDIENCE, -300)),
        new PlainJWT(claims(ISSUER, AUDIENCE, 60)).serialize())) {
      assertUnauthorized("Authorization", "Bearer " + forged);
      assertUnauthorized("Sec-WebSocket-Protocol", "chat.v1, bearer." + forged);
    }
  }
}
