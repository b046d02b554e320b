package chat.local.push;

import java.util.Arrays;
import java.util.Optional;

/** What may be asked for. */
enum Action {
  CREATE_PLATFORM_APPLICATION("CreatePlatformApplication"), //
  GET_PLATFORM_APPLICATION_ATTRIBUTES("GetPlatformApplicationAttributes"), //
  SET_PLATFORM_APPLICATION_ATTRIBUTES("SetPlatformApplicationAttributes"), //
  DELETE_PLATFORM_APPLICATION("DeletePlatformApplication"), //
  LIST_PLATFORM_APPLICATIONS("ListPlatformApplications"), //
  CREATE_PLATFORM_ENDPOINT("CreatePlatformEndpoint"), //
  GET_ENDPOINT_ATTRIBUTES("GetEndpointAttributes"), //
  SET_ENDPOINT_ATTRIBUTES("SetEndpointAttributes"), //
  DELETE_ENDPOINT("DeleteEndpoint"), //
  LIST_ENDPOINTS_BY_PLATFORM_APPLICATION("ListEndpointsByPlatformApplication"), //
  PUBLISH("Publish"), //
  PUBLISH_BATCH("PublishBatch");

  private final String wireName;

  Action(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  static Optional<Action> named(String wireName) {
    return Arrays.stream(values()).filter(action -> action.wireName.equals(wireName)).findFirst();
  }
}
