package chat.local.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.sns.PlatformApplications;
import chat.entrypoint.PlatformApplicationHandler;
import chat.json.JsonObject;
import chat.json.JsonText;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** A custom resource of CloudFormation, whose side the test takes. */
class PlatformApplicationHandlerTest {
  private static final String KEY = "-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMG\n-----END PRIVATE KEY-----";
  private static final String APPLE = JsonText.object(json -> {
    json.writeStringField("signingKey", KEY);
    json.writeStringField("keyId", "KEY0000001");
    json.writeStringField("teamId", "TEAM000001");
    json.writeStringField("bundleId", "example.chat");
  });
  private static final String GOOGLE = "{\"type\":\"service_account\",\"private_key\":\"MIGTAgEAMBMG\"}";
  private static final Map<String, String> SECRETS = Map.of("apple", APPLE, "google", GOOGLE, "broken",
      "MIGTAgEAMBMG is no JSON", "incomplete", "{\"signingKey\":\"MIGTAgEAMBMG\"}");
  private static final String ARN = "arn:aws:sns:us-east-1:000000000000:app/";

  private final List<String> log = new ArrayList<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final List<String> contentTypes = new CopyOnWriteArrayList<>();
  private final TestSns server = new TestSns();
  private final SnsClient sns = server.client();
  private final HttpServer cloudFormation = HttpServer
      .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final PlatformApplicationHandler handler = new PlatformApplicationHandler(new PlatformApplications(sns),
      arn -> SECRETS.getOrDefault(arn, ""));

  PlatformApplicationHandlerTest() throws IOException {
    cloudFormation.createContext("/", exchange -> {
      answers.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      contentTypes.add(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    cloudFormation.start();
  }

  @AfterEach
  void close() {
    cloudFormation.stop(0);
    sns.close();
    server.close();
    for (String secret : List.of("MIGTAgEAMBMG", "KEY0000001")) {
      assertFalse((log + " " + answers).contains(secret), () -> log + " " + answers);
    }
  }

  /** What CloudFormation is answered. */
  private JsonObject answer(String type, String physicalId, String platform, String secret) throws IOException {
    String event = JsonText.object(json -> {
      json.writeStringField("RequestType", type);
      json.writeStringField("ResponseURL",
          "http://127.0.0.1:" + cloudFormation.getAddress().getPort() + "/answer?signature=s");
      json.writeStringField("StackId", "stack");
      json.writeStringField("RequestId", "request");
      json.writeStringField("LogicalResourceId", "PushAPNS");
      if (!physicalId.isEmpty()) {
        json.writeStringField("PhysicalResourceId", physicalId);
      }
      json.writeObjectFieldStart("ResourceProperties");
      json.writeStringField("Platform", platform);
      json.writeStringField("Name", "chat-test-push");
      json.writeStringField("SecretArn", secret);
      json.writeEndObject();
    });
    int before = answers.size();
    handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), new ByteArrayOutputStream(),
        new Logging(log));
    assertEquals(before + 1, answers.size());
    JsonObject answer = JsonObject.parse(answers.getLast());
    assertEquals(List.of("stack", "request", "PushAPNS"),
        List.of(answer.text("StackId"), answer.text("RequestId"), answer.text("LogicalResourceId")));
    return answer;
  }

  private void assertDone(String physicalId, JsonObject answer) {
    assertEquals("SUCCESS", answer.text("Status"), answer.optionalText("Reason").orElse(""));
    assertEquals(physicalId, answer.text("PhysicalResourceId"));
  }

  private Map<String, String> attributes(String arn) {
    return sns.getPlatformApplicationAttributes(request -> request.platformApplicationArn(arn)).attributes();
  }

  private List<String> applications() {
    return sns.listPlatformApplications().platformApplications().stream()
        .map(application -> application.platformApplicationArn()).toList();
  }

  @Test
  void applesApplicationIsMadeWithItsKey() throws IOException {
    assertDone(ARN + "APNS/chat-test-push", answer("Create", "", "APNS", "apple"));
    assertEquals("example.chat", attributes(ARN + "APNS/chat-test-push").get("ApplePlatformBundleID"));
    assertEquals("TEAM000001", attributes(ARN + "APNS/chat-test-push").get("ApplePlatformTeamID"));
  }

  @Test
  void googlesApplicationIsMadeWithTheFileOfAnAccount() throws IOException {
    assertDone(ARN + "GCM/chat-test-push", answer("Create", "", "GCM", "google"));
    assertEquals(List.of(ARN + "GCM/chat-test-push"), applications());
  }

  /** S3, which takes the answer, has signed it without one. */
  @Test
  void theAnswerHasNoContentType() throws IOException {
    answer("Create", "", "GCM", "google");
    assertEquals(List.of("null"), contentTypes);
  }

  @Test
  void newCredentialsEnableItAgain() throws IOException {
    String arn = answer("Create", "", "APNS", "apple").text("PhysicalResourceId");
    sns.setPlatformApplicationAttributes(
        request -> request.platformApplicationArn(arn).attributes(Map.of("Enabled", "false")));
    assertDone(arn, answer("Update", arn, "APNS", "apple"));
    assertEquals("true", attributes(arn).get("Enabled"));
  }

  @Test
  void itGoesWithItsStack() throws IOException {
    String arn = answer("Create", "", "APNS_SANDBOX", "apple").text("PhysicalResourceId");
    assertDone(arn, answer("Delete", arn, "APNS_SANDBOX", "apple"));
    assertEquals(List.of(), applications());
  }

  @Test
  void whatIsInTheSecretIsNeverToldEvenIfItCannotBeRead() throws IOException {
    for (String secret : List.of("broken", "incomplete")) {
      JsonObject failed = answer("Create", "", "APNS", secret);
      assertEquals("FAILED", failed.text("Status"));
      assertEquals("The secret is not as docs/push.md describes it.", failed.text("Reason"));
      assertEquals(1, log.size());
      assertTrue(log.getFirst().endsWith(failed.text("Reason")), log.getFirst());
      log.clear();
      assertDone(failed.text("PhysicalResourceId"),
          answer("Delete", failed.text("PhysicalResourceId"), "APNS", secret));
    }
    assertEquals(List.of(), applications());
  }

  @Test
  void whatSnsSaysIsPassedOn() throws IOException {
    JsonObject failed = answer("Update", ARN + "APNS/chat-test-push", "APNS", "apple");
    assertEquals("FAILED", failed.text("Status"));
    assertEquals("Sns answered NotFound: PlatformApplication does not exist", failed.text("Reason"));
    assertEquals(ARN + "APNS/chat-test-push", failed.text("PhysicalResourceId"));
  }

  /** A Lambda context of which the handler uses the log. */
  private record Logging(List<String> lines) implements Context {
    @Override
    public String getAwsRequestId() {
      return "r1";
    }

    @Override
    public LambdaLogger getLogger() {
      return new LambdaLogger() {
        @Override
        public void log(String line) {
          lines.add(line);
        }

        @Override
        public void log(byte[] line) {
          lines.add(new String(line, UTF_8));
        }
      };
    }

    @Override
    public String getLogGroupName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getLogStreamName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getFunctionName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getFunctionVersion() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getInvokedFunctionArn() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 10_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      throw new UnsupportedOperationException();
    }
  }
}
