package chat.entrypoint.rest;

import chat.channel.ListMembers;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Refusals;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.GroupChange;
import chat.model.InvalidValueException;
import chat.model.UserId;
import chat.wire.ContentJson;
import chat.wire.WireCodec;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is in a channel, and in which role. */
final class MemberRoutes {
  private static final String MEMBERS = "/v1/channels/{channelId}/members";
  private static final String MEMBER = MEMBERS + "/{userId}";

  private final Writing writing;
  private final ListMembers listMembers;

  MemberRoutes(ChatApp app, Writing writing) {
    this.writing = writing;
    this.listMembers = app.listMembers();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("GET " + MEMBERS, this::list, "POST " + MEMBERS, this::add, "PATCH " + MEMBER, this::promote,
        "DELETE " + MEMBER, this::remove);
  }

  private Endpoint.Call list(Request request) {
    ChannelId channelId = request.channelId();
    UserId after = lastOfThePageBefore(request);
    return () -> listMembers.list(request.caller(), channelId, after)
        .map(page -> Response.ok(WireCodec.encodeMembers(channelId, page.members(),
            page.next().map(UserId::value).map(PageCursor::of))))
        .orElseGet(() -> Problem.of(Refusals.notAMember(null)));
  }

  /** After which user a page of users begins. */
  static @Nullable UserId lastOfThePageBefore(Request request) {
    return request.cursor().map(MemberRoutes::lastOfThePageBefore).orElse(null);
  }

  private static UserId lastOfThePageBefore(String text) {
    try {
      return new UserId(text);
    } catch (InvalidValueException other) {
      throw PageCursor.notFromHere();
    }
  }

  private Endpoint.Call add(Request request) {
    ChannelId channelId = request.channelId();
    Optional<ClientMessageId> key = request.idempotencyKey();
    GroupChange.Add add = ContentJson.readAdd(request.body());
    return () -> Writing.created(writing.change(request.caller(), channelId, key, add));
  }

  private Endpoint.Call promote(Request request) {
    ChannelId channelId = request.channelId();
    Optional<ClientMessageId> key = request.idempotencyKey();
    GroupChange.Promote promote = new GroupChange.Promote(request.userId(),
        ContentJson.role(request.body().text("role")));
    return () -> Writing.changed(writing.change(request.caller(), channelId, key, promote));
  }

  /** Whoever removes themself leaves. */
  private Endpoint.Call remove(Request request) {
    ChannelId channelId = request.channelId();
    Optional<ClientMessageId> key = request.idempotencyKey();
    UserId member = request.userId();
    return () -> Writing.removed(writing.change(request.caller(), channelId, key,
        member.equals(request.caller()) ? new GroupChange.Leave(null) : new GroupChange.Remove(member)));
  }
}
