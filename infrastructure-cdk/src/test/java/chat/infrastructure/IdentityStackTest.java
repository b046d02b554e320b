package chat.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.infrastructure.Template.Resource;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who signs people in: Cognito by default, or an issuer that the operator brings. */
class IdentityStackTest {
  @Test
  void usersSurvive() {
    Resource pool = Synthesis.shared().identity().only("AWS::Cognito::UserPool");
    assertEquals("Retain", pool.json().path("DeletionPolicy").asText());
    assertEquals("ACTIVE", pool.property("DeletionProtection").asText());
  }

  /** Without a secret, the authorization code is good only for whoever began the sign-in (RFC 7636). */
  @Test
  void clientsArePublicAndGetACode() {
    Resource client = Synthesis.shared().identity().only("AWS::Cognito::UserPoolClient");
    assertFalse(client.property("GenerateSecret").asBoolean(true));
    assertEquals("[\"code\"]", client.property("AllowedOAuthFlows").toString());
    assertEquals("[\"openid\",\"profile\"]", client.property("AllowedOAuthScopes").toString());
    assertEquals("ENABLED", client.property("PreventUserExistenceErrors").asText());
    assertTrue(client.property("EnableTokenRevocation").asBoolean());
    assertEquals("[\"http://localhost:8080/\"]", client.property("CallbackURLs").toString());
    assertEquals(client.property("CallbackURLs"), client.property("LogoutURLs"));
  }

  @Test
  void signInNeedsAnEmailAddress() {
    Resource pool = Synthesis.shared().identity().only("AWS::Cognito::UserPool");
    assertEquals("[\"email\"]", pool.property("UsernameAttributes").toString());
    assertEquals("[\"email\"]", pool.property("AutoVerifiedAttributes").toString());
    assertTrue(pool.property("SmsConfiguration").isMissingNode());
  }

  @Test
  void orAPhoneNumberIfTheOperatorWantsIt() {
    Template identity = Synthesis.prepare("phone", Map.of("phoneSignUp", "true", "webOrigins",
        "https://chat.example.com,https://beta.example.com")).write().identity();
    Resource pool = identity.only("AWS::Cognito::UserPool");
    assertEquals("[\"email\",\"phone_number\"]", pool.property("UsernameAttributes").toString());
    assertEquals("[\"email\",\"phone_number\"]", pool.property("AutoVerifiedAttributes").toString());
    assertFalse(pool.property("SmsConfiguration").isMissingNode());
    assertEquals("[\"https://chat.example.com/\",\"https://beta.example.com/\"]",
        identity.only("AWS::Cognito::UserPoolClient").property("CallbackURLs").toString());
  }

  @Test
  void anIssuerOfTheOperatorsTakesItsPlace() {
    Synthesis synthesis = Synthesis.prepare("own-issuer", Map.of("identity", "own")).write();
    assertTrue(synthesis.stacks().identity().isEmpty());
    Template service = synthesis.service();
    JsonNode variables = service.ofType("AWS::Lambda::Function").getFirst().property("Environment").path("Variables");
    assertEquals(List.of("${TokenIssuer}", "${TokenAudience}", "${TokenJwksUri}"),
        List.of(service.text(variables.path("TOKEN_ISSUER")), service.text(variables.path("TOKEN_AUDIENCE")),
            service.text(variables.path("TOKEN_JWKS_URI"))));
  }

  @ParameterizedTest
  @CsvSource({"identity, mine", "phoneSignUp, yes", "webOrigins, http://chat.example.com",
      "webOrigins, https://chat.example.com/", "webOrigins, *"})
  void whatCannotBeIsRefused(String key, String value) {
    InvalidContextException refused = assertThrows(InvalidContextException.class,
        () -> Synthesis.prepare("refused", Map.of(key, value)));
    assertTrue(String.valueOf(refused.getMessage()).contains("must be"), refused.getMessage());
  }
}
