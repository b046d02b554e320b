package chat.local.push;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All endpoints, of which an app has one for a token. Not for several threads at once. */
final class PlatformEndpoints {
  private final Map<String, PlatformEndpoint> byArn = new LinkedHashMap<>();

  PlatformEndpoint get(String arn) {
    return find(arn).orElseThrow(() -> Refusal.notFound("Endpoint"));
  }

  Optional<PlatformEndpoint> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  Optional<PlatformEndpoint> find(String applicationArn, String token) {
    return of(applicationArn).stream().filter(endpoint -> endpoint.token().equals(token)).findFirst();
  }

  List<PlatformEndpoint> of(String applicationArn) {
    return byArn.values().stream().filter(endpoint -> endpoint.applicationArn().equals(applicationArn)).toList();
  }

  void put(PlatformEndpoint endpoint) {
    byArn.put(endpoint.arn(), endpoint);
  }

  void remove(String arn) {
    byArn.remove(arn);
  }

  void removeAllOf(String applicationArn) {
    byArn.values().removeIf(endpoint -> endpoint.applicationArn().equals(applicationArn));
  }
}
