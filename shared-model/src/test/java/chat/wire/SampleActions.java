package chat.wire;

import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Cursor;
import chat.model.GroupChange;
import chat.model.InviteCode;
import chat.model.RequestId;
import chat.model.SyncPosition;
import chat.model.UserId;
import chat.wire.ClientAction.Ack;
import chat.wire.ClientAction.CreateInvite;
import chat.wire.ClientAction.Destination;
import chat.wire.ClientAction.Heartbeat;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Members;
import chat.wire.ClientAction.Online;
import chat.wire.ClientAction.Privacy;
import chat.wire.ClientAction.Range;
import chat.wire.ClientAction.RevokeInvite;
import chat.wire.ClientAction.Send;
import chat.wire.ClientAction.Status;
import chat.wire.ClientAction.Sync;
import chat.wire.ClientAction.Typing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Frames of every action, with and without what is optional, and what they mean. */
final class SampleActions {
  static final RequestId R1 = new RequestId("r1");
  static final ChannelId C1 = new ChannelId("c1");
  static final UserId BOB = new UserId("bob");
  static final InviteCode INVITE = new InviteCode(C1, "AAAAAAAAAAAAAAAAAAAAAA");

  private SampleActions() {}

  static Map<String, ClientAction> all() {
    Map<String, ClientAction> all = new LinkedHashMap<>();
    SampleContents.sent().forEach((json, content) -> all.put(send(destination(content), json),
        new Send(null, to(content), new ClientMessageId("m1"), 6, content)));
    Map<String, ClientAction> others = new LinkedHashMap<>();
    others.put("{'action':'send','requestId':'r1','userId':'bob','channelId':null,'clientMessageId':'m1','afterSeq':0,"
        + "'content':{'type':'text','text':'hi','future':[{}]},'future':1.5e3}",
        new Send(R1, new Destination.ToUser(BOB), new ClientMessageId("m1"), 0, new Content.Text("hi")));
    others.put("{'action':'heartbeat'}", new Heartbeat(null, List.of(), null, null));
    others.put("{'action':'heartbeat','requestId':'r1','watch':['bob','bob'],'everySeconds':45,'away':true}",
        new Heartbeat(R1, List.of(BOB), Duration.ofSeconds(45), true));
    others.put("{'action':'heartbeat','everySeconds':0,'away':false}",
        new Heartbeat(null, List.of(), Duration.ZERO, false));
    others.put("{'action':'ack','channels':[{'channelId':'c1','delivered':9,'read':7},{'channelId':'c2','read':3}]}",
        new Ack(null, List.of(new Cursor(C1, 9, 7), new Cursor(new ChannelId("c2"), 3, 3))));
    others.put("{'action':'typing','channelId':'c1'}", new Typing(null, C1));
    others.put("{'action':'sync'}", new Sync(null, List.of(), null));
    others.put("{'action':'sync','requestId':'r1','cursors':[{'channelId':'c1','delivered':9,'read':7}],'after':'c1'}",
        new Sync(R1, List.of(new Cursor(C1, 9, 7)), SyncPosition.past(C1)));
    others.put("{'action':'sync','after':'c1:7'}", new Sync(null, List.of(), new SyncPosition(C1, 7)));
    others.put("{'action':'history','channelId':'c1'}", new History(null, C1, Range.Before.END, 100));
    others.put("{'action':'history','requestId':'r1','channelId':'c1','before':7,'limit':5}",
        new History(R1, C1, new Range.Before(7), 5));
    others.put("{'action':'history','channelId':'c1','after':0}", new History(null, C1, new Range.After(0), 100));
    others.put("{'action':'history','channelId':'c1','around':7,'limit':1}",
        new History(null, C1, new Range.Around(7), 1));
    others.put("{'action':'members','channelId':'c1'}", new Members(null, C1, null));
    others.put("{'action':'members','requestId':'r1','channelId':'c1','after':'bob'}", new Members(R1, C1, BOB));
    others.put("{'action':'invite','channelId':'c1'}", new CreateInvite(null, C1, Duration.ofDays(7), 5_000));
    others.put("{'action':'invite','requestId':'r1','channelId':'c1','expiresInSeconds':60,'uses':1}",
        new CreateInvite(R1, C1, Duration.ofMinutes(1), 1));
    others.put("{'action':'revoke','channelId':'c1'}", new RevokeInvite(null, C1, null));
    others.put("{'action':'revoke','requestId':'r1','channelId':'c1','invite':'c1~AAAAAAAAAAAAAAAAAAAAAA'}",
        new RevokeInvite(R1, C1, INVITE));
    others.put("{'action':'privacy','receipts':false}", new Privacy(null, false));
    others.put("{'action':'privacy','requestId':'r1','receipts':true}", new Privacy(R1, true));
    others.put("{'action':'status','doNotDisturb':true}", new Status(null, true));
    others.put("{'action':'status','requestId':'r1','doNotDisturb':false}", new Status(R1, false));
    others.put("{'action':'online','channelId':'c1'}", new Online(null, C1));
    others.put("{'action':'online','requestId':'r1','channelId':'c1'}", new Online(R1, C1));
    others.forEach((json, action) -> all.put(json.replace('\'', '"'), action));
    return all;
  }

  /** A frame that sends that content; {@code destination}: the field with its comma, or nothing. */
  static String send(String destination, String content) {
    return "{\"action\":\"send\"," + destination + "\"clientMessageId\":\"m1\",\"afterSeq\":6,\"content\":" + content
        + "}";
  }

  private static String destination(Content content) {
    return switch (content) {
      case GroupChange.Create _ -> "";
      case GroupChange.Join _ -> "\"invite\":\"c1~AAAAAAAAAAAAAAAAAAAAAA\",";
      default -> "\"channelId\":\"c1\",";
    };
  }

  private static Destination to(Content content) {
    return switch (content) {
      case GroupChange.Create _ -> new Destination.ToNewGroup();
      case GroupChange.Join _ -> new Destination.ByInvite(INVITE);
      default -> new Destination.ToChannel(C1);
    };
  }
}
