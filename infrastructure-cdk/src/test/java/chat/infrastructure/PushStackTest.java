package chat.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.infrastructure.Template.Resource;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platforms that a stage has credentials of get an application at the deployment; the others are off. */
class PushStackTest {
  private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";
  static final Map<String, String> SECRETS = Map.of("apnsSecret", SECRET + "apns-AbCdEf", "apnsSandboxSecret",
      SECRET + "sandbox-AbCdEf", "fcmSecret", SECRET + "fcm-AbCdEf");
  private static final String RESOURCE = "Custom::PlatformApplication";
  private static final String SNS = "arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:app/";

  @Test
  void withoutCredentialsThereIsNoApplicationAndNoFunctionThatMakesOne() {
    Template service = Synthesis.shared().service();
    assertEquals(List.of(), service.ofType(RESOURCE));
    assertTrue(service.ofType("AWS::Lambda::Function").stream().noneMatch(PushStackTest::makesApplications));
    assertFalse(service.json().toString().contains("secretsmanager"));
  }

  @Test
  void withCredentialsEachPlatformHasItsApplication() {
    Template service = Synthesis.prepare("push", SECRETS).write().service();
    Map<String, String> applications = service.ofType(RESOURCE).stream().collect(
        Collectors.toMap(resource -> resource.property("Platform").asText(), Resource::reference, (a, _) -> a,
            TreeMap::new));
    assertEquals(Set.of("APNS", "APNS_SANDBOX", "GCM"), applications.keySet());
    assertEquals(applications, variables(service));
    for (Resource application : service.ofType(RESOURCE)) {
      assertEquals("chat-test-push", application.property("Name").asText());
      assertTrue(SECRETS.containsValue(application.property("SecretArn").asText()));
      assertEquals(maker(service).attribute("Arn"), service.text(application.property("ServiceToken")));
    }
    assertFalse(service.json().toString().contains("resolve:secretsmanager"));
  }

  @Test
  void aStageMayHaveOnePlatformOnly() {
    Template service = Synthesis.prepare("push-fcm", Map.of("fcmSecret", SECRET + "fcm-AbCdEf", "pushCredentials", "7"))
        .write().service();
    Resource application = service.only(RESOURCE);
    assertEquals("GCM", application.property("Platform").asText());
    assertEquals("7", application.property("CredentialsVersion").asText());
    assertEquals(Map.of("APNS", "none", "APNS_SANDBOX", "none", "GCM", application.reference()), variables(service));
    String logs = service.ofType("AWS::Logs::LogGroup").stream().filter(
        group -> group.property("LogGroupName").asText().equals("/aws/lambda/chat-test-platform-applications"))
        .findFirst().orElseThrow().attribute("Arn");
    // the others too: an application whose secret was taken out of the context is still to be deleted
    Stream<String> ofEach = Stream.of("APNS", "APNS_SANDBOX", "GCM")
        .flatMap(platform -> Stream.of("sns:DeletePlatformApplication ", "sns:SetPlatformApplicationAttributes ")
            .map(action -> action + SNS + platform + "/chat-test-push"));
    assertEquals(
        Stream.concat(ofEach, Stream.of("logs:CreateLogStream " + logs, "logs:PutLogEvents " + logs,
            "secretsmanager:GetSecretValue " + SECRET + "fcm-AbCdEf", "sns:CreatePlatformApplication " + SNS + "*"))
            .collect(Collectors.toSet()),
        grants(service, maker(service)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "apns", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:apns",
      "arn:aws:s3:::bucket-AbCdEf"})
  void whatIsNoSecretIsRefused(String arn) {
    InvalidContextException refused = assertThrows(InvalidContextException.class,
        () -> Synthesis.prepare("refused", Map.of("apnsSecret", arn)));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("The context apnsSecret must be"), refused.getMessage());
  }

  private static boolean makesApplications(Resource lambda) {
    return lambda.property("Handler").asText().equals("chat.entrypoint.PlatformApplicationHandler");
  }

  private static Resource maker(Template service) {
    return service.ofType("AWS::Lambda::Function").stream().filter(PushStackTest::makesApplications).findFirst()
        .orElseThrow();
  }

  /** What the functions of the topology are told of each platform. */
  private static Map<String, String> variables(Template service) {
    JsonNode variables = service.ofType("AWS::Lambda::Function").stream()
        .filter(lambda -> !makesApplications(lambda)).findFirst().orElseThrow().property("Environment")
        .path("Variables");
    return new TreeMap<>(Map.of("APNS", service.text(variables.path("APNS_APPLICATION")), "APNS_SANDBOX",
        service.text(variables.path("APNS_SANDBOX_APPLICATION")), "GCM",
        service.text(variables.path("FCM_APPLICATION"))));
  }

  private static Set<String> grants(Template service, Resource lambda) {
    Resource role = service.ofType("AWS::IAM::Role").stream()
        .filter(candidate -> candidate.attribute("Arn").equals(service.text(lambda.property("Role")))).findFirst()
        .orElseThrow();
    Set<String> grants = new TreeSet<>();
    for (JsonNode policy : role.property("Policies")) {
      for (JsonNode statement : policy.path("PolicyDocument").path("Statement")) {
        for (String action : service.texts(statement.path("Action"))) {
          service.texts(statement.path("Resource")).forEach(resource -> grants.add(action + " " + resource));
        }
      }
    }
    return grants;
  }
}
