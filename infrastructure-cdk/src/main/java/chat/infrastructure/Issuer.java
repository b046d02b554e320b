package chat.infrastructure;

import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnParameterProps;
import software.amazon.awscdk.Stack;

/**
 * Whose tokens are good.
 *
 * @param address the {@code iss} that tokens must have
 * @param audience the {@code aud} that tokens must have, or the {@code client_id} of those without one
 * @param jwksUri where the issuer publishes its keys (RFC 7517)
 */
record Issuer(String address, String audience, String jwksUri) {
  private static final String HTTPS_ADDRESS = "https://.+";

  /** The operator's own, as parameters of the stack name it. */
  static Issuer ofParameters(Stack stack) {
    return new Issuer(
        text(stack, "TokenIssuer", "The iss that tokens must have, an https:// address", HTTPS_ADDRESS),
        text(stack, "TokenAudience", "The aud that tokens must have", ".+"),
        text(stack, "TokenJwksUri", "Where the issuer publishes its keys (RFC 7517), an https:// address",
            HTTPS_ADDRESS));
  }

  private static String text(Stack stack, String name, String description, String pattern) {
    return new CfnParameter(stack, name, CfnParameterProps.builder().type("String").description(description)
        .allowedPattern(pattern).constraintDescription("must match " + pattern).build()).getValueAsString();
  }
}
