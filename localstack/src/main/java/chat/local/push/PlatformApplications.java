package chat.local.push;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All apps. Not for several threads at once. */
final class PlatformApplications {
  private final Map<String, PlatformApplication> byArn = new LinkedHashMap<>();

  PlatformApplication get(String arn) {
    return find(arn).orElseThrow(() -> Refusal.notFound("PlatformApplication"));
  }

  Optional<PlatformApplication> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  void put(PlatformApplication application) {
    byArn.put(application.arn(), application);
  }

  void remove(String arn) {
    byArn.remove(arn);
  }

  List<PlatformApplication> all() {
    return List.copyOf(byArn.values());
  }
}
