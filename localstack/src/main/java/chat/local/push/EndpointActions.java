package chat.local.push;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is done with endpoints. */
final class EndpointActions {
  private final PlatformApplications applications;
  private final PlatformEndpoints endpoints;
  private final Supplier<String> ids;

  EndpointActions(PlatformApplications applications, PlatformEndpoints endpoints, Supplier<String> ids) {
    this.applications = applications;
    this.endpoints = endpoints;
    this.ids = ids;
  }

  /**
   * One endpoint for a token. The same again is answered with the endpoint that is there, be it disabled, which is why
   * a registration also looks at its attributes: https://docs.aws.amazon.com/sns/latest/dg/mobile-platform-endpoint.html
   */
  Xml.Content create(QueryRequest request) {
    PlatformApplication application = applications.get(request.required("PlatformApplicationArn"));
    String token = request.required("Token");
    Map<String, String> attributes = new LinkedHashMap<>();
    request.optional("CustomUserData").ifPresent(data -> attributes.put("CustomUserData", data));
    attributes.putAll(request.attributes());
    PlatformEndpoint wanted = new PlatformEndpoint(Arns.endpoint(application, ids.get()), application.arn(),
        application.platform(), token, true, Optional.empty()).with(attributes);
    Optional<PlatformEndpoint> existing = endpoints.find(application.arn(), wanted.token());
    existing.ifPresent(endpoint -> {
      boolean sameEnabled = !attributes.containsKey("Enabled") || endpoint.enabled() == wanted.enabled();
      if (!sameEnabled || !endpoint.customUserData().equals(wanted.customUserData())) {
        throw sameToken(endpoint);
      }
    });
    PlatformEndpoint endpoint = existing.orElse(wanted);
    endpoints.put(endpoint);
    return xml -> xml.element("EndpointArn", endpoint.arn());
  }

  Xml.Content getAttributes(QueryRequest request) {
    Map<String, String> attributes = get(request).attributes();
    return xml -> xml.map("Attributes", attributes);
  }

  Xml.Content setAttributes(QueryRequest request) {
    PlatformEndpoint changed = get(request).with(request.attributes());
    endpoints.find(changed.applicationArn(), changed.token()).filter(other -> !other.arn().equals(changed.arn()))
        .ifPresent(other -> {
          throw sameToken(other);
        });
    endpoints.put(changed);
    return SnsActions.NOTHING;
  }

  Xml.Content delete(QueryRequest request) {
    endpoints.remove(request.required("EndpointArn"));
    return SnsActions.NOTHING;
  }

  Xml.Content list(QueryRequest request) {
    PlatformApplication application = applications.get(request.required("PlatformApplicationArn"));
    Page<PlatformEndpoint> page = Page.of(endpoints.of(application.arn()), PlatformEndpoint::arn,
        request.optional("NextToken"));
    return xml -> {
      xml.element("Endpoints", list -> {
        for (PlatformEndpoint endpoint : page.items()) {
          list.element("member", member -> {
            member.element("EndpointArn", endpoint.arn());
            member.map("Attributes", endpoint.attributes());
          });
        }
      });
      SnsActions.writeNextToken(xml, page);
    };
  }

  private PlatformEndpoint get(QueryRequest request) {
    return endpoints.get(request.required("EndpointArn"));
  }

  private static Refusal sameToken(PlatformEndpoint existing) {
    return Refusal.invalid("Token",
        "Endpoint " + existing.arn() + " already exists with the same Token, but different attributes.");
  }
}
