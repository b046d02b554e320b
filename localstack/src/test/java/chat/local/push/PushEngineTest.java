package chat.local.push;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.sns.SnsPushService;
import chat.local.function.ClientProxy;
import chat.model.PushPlatform;
import chat.push.PushService.Outcome;
import chat.push.PushService.Registration.Registered;
import chat.topology.Function;
import chat.topology.Topology;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;

/** SNS as functions have it: in this process, and on an emulator, for which the one in this process stands. */
class PushEngineTest {
  private static final String STAGE = "test";
  private static final String TOKEN = PushServiceContract.TOKEN;

  private final PushEngine engine = PushEngine.start(STAGE, InstantSource.fixed(TestSns.NOW), new Random(1),
      CallFate.Judge.NONE);
  private final AtomicReference<CallFate> fate = new AtomicReference<>(CallFate.TAKEN);
  private final PushEngine onEmulator = PushEngine.at(engine.address(), "other", InstantSource.fixed(TestSns.NOW),
      (caller, action) -> fate.get());

  @AfterEach
  void close() {
    onEmulator.close();
    engine.close();
  }

  private static SnsPushService service(PushEngine engine, Function function) {
    return new SnsPushService(() -> engine.client(function), engine.applications());
  }

  private static String register(PushEngine engine) {
    return ((Registered) service(engine, Topology.REST).register(PushPlatform.APNS, TOKEN, PushServiceContract.ALICE,
        (_, _) -> {}))
        .endpoint();
  }

  private SnsClient as(Function function) {
    return ClientProxy.of(SnsClient.class, engine.client(function), new GrantedSns(function, STAGE));
  }

  private static void assertDenied(Executable call) {
    AuthorizationErrorException denied = assertThrows(AuthorizationErrorException.class, call);
    assertEquals("AuthorizationError", denied.awsErrorDetails().errorCode());
    assertTrue(String.valueOf(denied.getMessage()).contains("the topology must grant it."), denied.getMessage());
  }

  @Test
  void everyPlatformHasItsApplication() {
    String arn = "arn:aws:sns:us-east-1:000000000000:app/";
    assertEquals(List.of(arn + "APNS/chat-test-push", arn + "APNS_SANDBOX/chat-test-push", arn + "GCM/chat-test-push"),
        List.of(engine.applications().apns().orElseThrow(), engine.applications().apnsSandbox().orElseThrow(),
            engine.applications().fcm().orElseThrow()));
  }

  @Test
  void whoRegistersDoesNotPublish() {
    String application = engine.applications().fcm().orElseThrow();
    String endpoint = as(Topology.REST)
        .createPlatformEndpoint(request -> request.platformApplicationArn(application).token(TOKEN)).endpointArn();
    assertDenied(() -> as(Topology.REST).publish(request -> request.targetArn(endpoint).message("Hello")));
    assertDoesNotThrow(() -> as(Topology.REST).getEndpointAttributes(request -> request.endpointArn(endpoint)));
  }

  @Test
  void whoPublishesDoesNotRegister() {
    String application = engine.applications().fcm().orElseThrow();
    String endpoint = register(engine);
    assertDoesNotThrow(() -> as(Topology.PUSH).publish(request -> request.targetArn(endpoint).message("Hello")));
    assertDenied(() -> as(Topology.PUSH)
        .createPlatformEndpoint(request -> request.platformApplicationArn(application).token(TOKEN)));
    assertDoesNotThrow(() -> as(Topology.PUSH).deleteEndpoint(request -> request.endpointArn(endpoint)));
  }

  @Test
  void otherFunctionsMayNothing() {
    String endpoint = register(engine);
    assertDenied(() -> as(Topology.SEND).publish(request -> request.targetArn(endpoint).message("Hello")));
    assertDenied(() -> as(Topology.SEND).listPlatformApplications());
  }

  @Test
  void anotherStageIsOutOfReach() {
    String endpoint = register(onEmulator);
    assertDenied(() -> as(Topology.PUSH).publish(request -> request.targetArn(endpoint).message("Hello")));
  }

  @Test
  void aNotificationSaysWhoSentItToWhom() {
    assertEquals(Outcome.PUBLISHED, service(engine, Topology.PUSH).publish(register(engine), PushPlatform.APNS,
        PushServiceContract.NOTICE));
    Notification notification = engine.notifications().getFirst();
    assertEquals(List.of("push", TOKEN, "alice/phone"),
        List.of(notification.caller(), notification.token(), notification.owner().orElse("")));
  }

  @Test
  void onAnEmulatorTheSameIsNoted() {
    service(onEmulator, Topology.PUSH).publish(register(onEmulator), PushPlatform.APNS, PushServiceContract.NOTICE);
    assertEquals(engine.notifications(), onEmulator.notifications());
    assertEquals(1, onEmulator.notifications().size());
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "FAILED"})
  void callsToAnEmulatorCanBeMadeToFail(CallFate made) {
    String endpoint = register(onEmulator);
    fate.set(made);
    assertEquals(Outcome.FAILED,
        service(onEmulator, Topology.PUSH).publish(endpoint, PushPlatform.APNS, PushServiceContract.NOTICE));
    assertEquals(List.of(), onEmulator.notifications());
  }

  @Test
  void whatAnEmulatorRefusesIsNotNoted() {
    service(onEmulator, Topology.PUSH).publish(register(onEmulator), PushPlatform.FCM, PushServiceContract.NOTICE);
    assertEquals(List.of(), onEmulator.notifications());
  }

  @Test
  void aPhoneWithoutTheAppIsGone() {
    String endpoint = register(engine);
    engine.removeApp(TOKEN);
    service(engine, Topology.PUSH).publish(endpoint, PushPlatform.APNS, PushServiceContract.NOTICE);
    assertEquals(Outcome.GONE,
        service(engine, Topology.PUSH).publish(endpoint, PushPlatform.APNS, PushServiceContract.NOTICE));
  }

  @Test
  void onAnEmulatorItIsGoneAtOnce() {
    String endpoint = register(onEmulator);
    onEmulator.removeApp(TOKEN);
    assertEquals(Outcome.GONE,
        service(onEmulator, Topology.PUSH).publish(endpoint, PushPlatform.APNS, PushServiceContract.NOTICE));
  }

  @Test
  void noPageElsewhereGetsThrough() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      Map<String, Integer> answers = Map.of("https://evil.example", 403, "http://127.0.0.1:1", 400);
      for (Map.Entry<String, Integer> answer : answers.entrySet()) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(engine.address().toString()))
            .header("Origin", answer.getKey()).header("Authorization", "AWS4-HMAC-SHA256 Credential=rest/x")
            .POST(BodyPublishers.ofString("Action=Nothing")).build();
        assertEquals(answer.getValue(), http.send(request, BodyHandlers.discarding()).statusCode());
      }
    }
  }
}
