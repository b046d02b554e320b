package chat.infrastructure;

import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnOutputProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientOptions;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.constructs.Construct;

/**
 * Who may sign in: an Amazon Cognito user pool with hosted sign-in pages. It survives, since it holds the users. Clients
 * are public, so they have no secret and prove themselves by PKCE (RFC 7636); what they get is an access token.
 */
final class IdentityStack extends Stack {
  private final UserPool pool;
  private final UserPoolClient client;

  IdentityStack(Construct scope, StageName stage, IdentityContext context) {
    super(scope, stage.nameOf("identity"), StackProps.builder()
        .description("Chat: the users of stage " + stage.value()).terminationProtection(true).build());
    pool = UserPool.Builder.create(this, "Users").userPoolName(stage.nameOf("users")).selfSignUpEnabled(true)
        .signInAliases(SignInAliases.builder().email(true).phone(context.phoneSignUp()).build())
        .autoVerify(AutoVerifiedAttrs.builder().email(true).phone(context.phoneSignUp()).build())
        .signInCaseSensitive(false)
        .passwordPolicy(PasswordPolicy.builder().minLength(12).requireLowercase(true).requireUppercase(true)
            .requireDigits(true).requireSymbols(true).tempPasswordValidity(Duration.days(3)).build())
        .mfa(Mfa.OPTIONAL).mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
        .accountRecovery(context.phoneSignUp()
            ? AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA
            : AccountRecovery.EMAIL_ONLY)
        .featurePlan(FeaturePlan.ESSENTIALS).deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN).build();
    // the address must be unique among all of Cognito, which the account's number makes it
    var pages = pool.addDomain("SignIn", UserPoolDomainOptions.builder()
        .cognitoDomain(
            CognitoDomainOptions.builder().domainPrefix("chat-" + stage.value() + "-" + getAccount()).build())
        .build());
    List<String> addresses = context.webOrigins().stream().map(origin -> origin + "/").toList();
    client = pool.addClient("Client", UserPoolClientOptions.builder().userPoolClientName(stage.nameOf("client"))
        .generateSecret(false).preventUserExistenceErrors(true).enableTokenRevocation(true)
        .oAuth(OAuthSettings.builder().flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
            .scopes(List.of(OAuthScope.OPENID, OAuthScope.PROFILE)).callbackUrls(addresses).logoutUrls(addresses)
            .build())
        .accessTokenValidity(Duration.hours(1)).idTokenValidity(Duration.hours(1))
        .refreshTokenValidity(Duration.days(30)).build());
    output("SignInPages", "Where people sign in", pages.baseUrl());
    output("ClientId", "What clients call themselves there", client.getUserPoolClientId());
  }

  /** Its access tokens have no {@code aud} but a {@code client_id}. */
  Issuer issuer() {
    String address = "https://cognito-idp." + getRegion() + "." + getUrlSuffix() + "/" + pool.getUserPoolId();
    return new Issuer(address, client.getUserPoolClientId(), address + "/.well-known/jwks.json");
  }

  private void output(String name, String description, String value) {
    new CfnOutput(this, name, CfnOutputProps.builder().description(description).value(value).build());
  }
}
