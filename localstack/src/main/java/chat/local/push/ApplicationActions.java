package chat.local.push;

import java.util.Map;
import java.util.regex.Pattern;

/** What is done with apps. */
final class ApplicationActions {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,256}");

  private final PlatformApplications applications;
  private final PlatformEndpoints endpoints;

  ApplicationActions(PlatformApplications applications, PlatformEndpoints endpoints) {
    this.applications = applications;
    this.endpoints = endpoints;
  }

  /** Made once: the same again is answered with the same name. */
  Xml.Content create(QueryRequest request) {
    String name = request.required("Name");
    if (!NAME.matcher(name).matches()) {
      throw Refusal.invalid("Name",
          "must be 1 to 256 characters long and must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'");
    }
    String platform = request.required("Platform");
    PlatformApplication wanted = PlatformApplication.created(
        Platform.named(platform).orElseThrow(() -> Refusal.invalid("Platform", platform + " is not supported")), name,
        request.attributes());
    applications.find(wanted.arn()).filter(existing -> !existing.equals(wanted)).ifPresent(other -> {
      throw Refusal.invalid("Attributes", "A platform application of this name exists with different attributes");
    });
    applications.put(wanted);
    return xml -> xml.element("PlatformApplicationArn", wanted.arn());
  }

  Xml.Content getAttributes(QueryRequest request) {
    Map<String, String> attributes = get(request).shown();
    return xml -> xml.map("Attributes", attributes);
  }

  Xml.Content setAttributes(QueryRequest request) {
    applications.put(get(request).with(request.attributes()));
    return SnsActions.NOTHING;
  }

  /** Its endpoints go with it. */
  Xml.Content delete(QueryRequest request) {
    String arn = request.required("PlatformApplicationArn");
    applications.remove(arn);
    endpoints.removeAllOf(arn);
    return SnsActions.NOTHING;
  }

  Xml.Content list(QueryRequest request) {
    Page<PlatformApplication> page = Page.of(applications.all(), PlatformApplication::arn,
        request.optional("NextToken"));
    return xml -> {
      xml.element("PlatformApplications", list -> {
        for (PlatformApplication application : page.items()) {
          list.element("member", member -> {
            member.element("PlatformApplicationArn", application.arn());
            member.map("Attributes", application.shown());
          });
        }
      });
      SnsActions.writeNextToken(xml, page);
    };
  }

  private PlatformApplication get(QueryRequest request) {
    return applications.get(request.required("PlatformApplicationArn"));
  }
}
