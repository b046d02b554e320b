package chat.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import okhttp3.Headers;

/**
 * Where a browser comes to sign in: a button for each demo user. What a button sends goes on to the library, which
 * remembers the challenge, gives the code and redeems it; anything else that somebody may post ends here, since the
 * library would believe every name and claim.
 */
final class LoginPage implements Route {
  private final String path;
  private final String page;

  LoginPage(String path) {
    this.path = path;
    this.page = template().replace("{{users}}",
        DemoIssuer.USERS.stream().map(LoginPage::button).collect(Collectors.joining()));
  }

  private static String template() {
    try (InputStream file = Objects.requireNonNull(LoginPage.class.getResourceAsStream("/issuer/login.html"))) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String button(String user) {
    return """
        <form method="post">
          <input type="hidden" name="claims" value='%s' />
          <button name="username" value="%s" data-testid="login-%s">%s</button>
        </form>
        """.formatted(claims(user), user, user, DemoIssuer.nameOf(user));
  }

  private static String claims(String user) {
    return "{\"name\":\"" + DemoIssuer.nameOf(user) + "\"}";
  }

  @Override
  public boolean match(OAuth2HttpRequest request) {
    return request.getUrl().encodedPath().equals(path) && !isChoice(request);
  }

  private static boolean isChoice(OAuth2HttpRequest request) {
    if (!request.getMethod().equals("POST")) {
      return false;
    }
    String user = request.getFormParameters().get("username");
    return user != null && DemoIssuer.USERS.contains(user)
        && claims(user).equals(request.getFormParameters().get("claims"));
  }

  @Override
  public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
    int status = request.getMethod().equals("GET") ? 200 : 400;
    return new OAuth2HttpResponse(Headers.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store",
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"), status, page, null);
  }
}
