package chat.local.identity;

import chat.local.PortTakenException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * A real OpenID Connect issuer for four demo users: the authorization code flow with PKCE for the page, and the password
 * grant (RFC 6749, section 4.3) with any password for a command line. Its keys are the library's published ones, the same
 * at every start, so a page stays signed in over a restart; they prove nothing to anybody but a local chat.
 */
public final class DemoIssuer implements AutoCloseable {
  /** Who may sign in. */
  public static final List<String> USERS = List.of("alice", "bob", "carol", "dave");
  public static final String AUDIENCE = "chat";

  private static final String ISSUER_ID = "chat";
  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  private final MockOAuth2Server server;
  private final URI base;

  private DemoIssuer(MockOAuth2Server server, int port) {
    this.server = server;
    this.base = URI.create("http://127.0.0.1:" + port + "/" + ISSUER_ID);
  }

  /** Takes a port of the loopback address, 0 for any. Throws PortTakenException if another program has it. */
  public static DemoIssuer start(int port) {
    MockOAuth2Server server = new MockOAuth2Server(
        new OAuth2Config(true, null, null, true, new OAuth2TokenProvider(), Set.of(new DemoTokens())),
        new LoginPage("/" + ISSUER_ID + "/authorize"));
    try {
      server.start(loopback(), port);
    } catch (Exception failed) { // the library is Kotlin, whose methods declare no exceptions
      throw new PortTakenException(port, failed);
    }
    return new DemoIssuer(server, server.baseUrl().port());
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress("127.0.0.1", new byte[]{127, 0, 0, 1});
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The {@code iss} of the tokens. */
  public String issuer() {
    return base.toString();
  }

  /** Where the keys are published. */
  public URI jwksUri() {
    return URI.create(base + "/jwks");
  }

  /** Where {@code grant_type=password&username=alice&password=any&client_id=web} is posted to. */
  public URI tokenEndpoint() {
    return URI.create(base + "/token");
  }

  public String audience() {
    return AUDIENCE;
  }

  /** A token as a sign-in gives it, for any subject. */
  public String token(String subject) {
    return token(subject, AUDIENCE, TOKEN_LIFE);
  }

  /** A token that may be wrong in one way or another: a life below zero has passed. */
  public String token(String subject, String audience, Duration life) {
    return server.issueToken(ISSUER_ID, subject, audience, Map.of("name", nameOf(subject)), life.toSeconds())
        .serialize();
  }

  /** As others call a user until they give themselves another name. */
  static String nameOf(String user) {
    return user.isEmpty() ? "" : user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1);
  }

  /** A token that says more. */
  public String token(String subject, Map<String, Object> claims) {
    return server.issueToken(ISSUER_ID, subject, AUDIENCE, claims, TOKEN_LIFE.toSeconds()).serialize();
  }

  @Override
  public void close() {
    server.shutdown();
  }

  /** What a sign-in gets. */
  private record DemoTokens() implements OAuth2TokenCallback {
    @Override
    public String issuerId() {
      return ISSUER_ID;
    }

    @Override
    public String subject(TokenRequest request) {
      return user(request);
    }

    @Override
    public String typeHeader(TokenRequest request) {
      return JOSEObjectType.JWT.getType();
    }

    @Override
    public List<String> audience(TokenRequest request) {
      return List.of(AUDIENCE);
    }

    /**
     * Claims are asked for in every grant, so nobody but a demo user passes here. Whoever comes from the login page has
     * a subject and a name from there; a refresh token that nobody was given has no subject.
     */
    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
      return switch (request.getAuthorizationGrant()) {
        case AuthorizationCodeGrant _ -> Map.of();
        case RefreshTokenGrant _ -> Map.of();
        default -> Map.of("name", nameOf(user(request)));
      };
    }

    @Override
    public long tokenExpiry() {
      return TOKEN_LIFE.toSeconds();
    }

    private static String user(TokenRequest request) {
      if (request.getAuthorizationGrant() instanceof ResourceOwnerPasswordCredentialsGrant grant
          && USERS.contains(grant.getUsername())) {
        return grant.getUsername();
      }
      throw new OAuth2Exception(OAuth2Error.INVALID_GRANT, "Sign in as one of " + USERS + " with any password.");
    }
  }
}
