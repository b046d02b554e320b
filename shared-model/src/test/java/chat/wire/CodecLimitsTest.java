package chat.wire;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.model.Limits;
import chat.wire.WireCodec.Decoded;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every limit that the codec keeps: what is at it is accepted, and what is one above is refused. */
class CodecLimitsTest {
  /** Of 8,100 line ends, each two bytes in JSON, and what surrounds them and a mention. */
  private static final int LINES_BYTES = 8_100 * 2 + "{'type':'text','text':'x','mentions':['']}".length();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("limits")
  void keepsTheLimit(String name, long limit, LongFunction<String> frameOf, ErrorCode code) {
    assertInstanceOf(Decoded.Valid.class, WireCodec.decode(frameOf.apply(limit)));
    assertEquals(code,
        assertInstanceOf(Decoded.Invalid.class, WireCodec.decode(frameOf.apply(limit + 1))).refusal().code());
  }

  private static Stream<Arguments> limits() {
    return Stream.of(
        limit("bytes of a frame", Limits.FRAME_BYTES, ErrorCode.TOO_LARGE,
            n -> padded("{'action':'sync','x':'", n, "'}")),
        limit("bytes of a content", Limits.ENTRY_BYTES, ErrorCode.TOO_LARGE,
            n -> send(padded("{'type':'encrypted','payload':'", n, "'}"))),
        limit("bytes of a content with what it is about", Limits.ENTRY_BYTES, ErrorCode.TOO_LARGE,
            n -> send(padded("{'type':'edit','target':1,'content':{'type':'encrypted','payload':'", n, "'}}"))),
        limit("bytes of a content as JSON writes it", Limits.ENTRY_BYTES, ErrorCode.TOO_LARGE,
            n -> send("{'type':'text','text':'x" + "\\n".repeat(8_100) + "','mentions':['"
                + "u".repeat((int) n - LINES_BYTES) + "']}")),
        limit("bytes of a text", Limits.TEXT_BYTES, ErrorCode.INVALID,
            n -> send("{'type':'text','text':'" + utf8(n) + "'}")),
        limit("bytes of a text in an edit", Limits.TEXT_BYTES, ErrorCode.INVALID,
            n -> send("{'type':'edit','target':1,'content':{'type':'text','text':'" + utf8(n) + "'}}")),
        limit("bytes of a caption", Limits.TEXT_BYTES, ErrorCode.INVALID,
            n -> send(file("a", 1, ",'caption':'" + utf8(n) + "'"))),
        limit("mentions", Limits.MENTIONS, ErrorCode.INVALID,
            n -> send("{'type':'text','text':'x','mentions':[" + users(n) + "]}")),
        limit("bytes of an emoji", Limits.EMOJI_BYTES, ErrorCode.INVALID,
            n -> send("{'type':'reaction','target':1,'emoji':'" + utf8(n) + "'}")),
        limit("characters of a file's name", Limits.FILE_NAME_CHARACTERS, ErrorCode.INVALID,
            n -> send(file("👋".repeat((int) n), 1, ""))),
        limit("bytes of a file", Limits.FILE_BYTES, ErrorCode.INVALID, n -> send(file("a", n, ""))),
        limit("characters of a group's name", Limits.NAME_CHARACTERS, ErrorCode.INVALID,
            n -> create("'name':'" + "👋".repeat((int) n) + "'")),
        limit("characters of a group's new name", Limits.NAME_CHARACTERS, ErrorCode.INVALID,
            n -> send("{'type':'settings','name':'" + "👋".repeat((int) n) + "'}")),
        limit("characters of a group's description", Limits.DESCRIPTION_CHARACTERS, ErrorCode.INVALID,
            n -> create("'name':'a','description':'" + "👋".repeat((int) n) + "'")),
        limit("members of a new group", Limits.ADDED_MEMBERS, ErrorCode.INVALID,
            n -> create("'name':'a','members':[" + users(n) + "]")),
        limit("added members", Limits.ADDED_MEMBERS, ErrorCode.INVALID,
            n -> send("{'type':'add','users':[" + users(n) + "]}")),
        limit("uses of an invite", Limits.MEMBERS, ErrorCode.INVALID,
            n -> "{'action':'invite','channelId':'c','uses':" + n + "}"),
        limit("seconds of an invite", Limits.LONGEST_INVITE.toSeconds(), ErrorCode.INVALID,
            n -> "{'action':'invite','channelId':'c','expiresInSeconds':" + n + "}"),
        limit("messages of a page", Limits.HISTORY_PAGE, ErrorCode.INVALID,
            n -> "{'action':'history','channelId':'c','limit':" + n + "}"),
        limit("cursors of a sync", Limits.SYNC_CURSORS, ErrorCode.INVALID,
            n -> "{'action':'sync','cursors':[" + cursors(n) + "]}"),
        limit("cursors of an acknowledgement", Limits.ACKED_CHANNELS, ErrorCode.INVALID,
            n -> "{'action':'ack','channels':[" + cursors(n) + "]}"),
        limit("watched users", Limits.WATCHED_USERS, ErrorCode.INVALID,
            n -> "{'action':'heartbeat','watch':[" + users(n) + "]}"),
        limit("seconds of a pace", Duration.ofDays(1).toSeconds(), ErrorCode.INVALID,
            n -> "{'action':'heartbeat','everySeconds':" + n + "}"),
        limit("afterSeq", Limits.MAX_SEQ - 1, ErrorCode.INVALID,
            n -> send("{'type':'leave'}").replace("'afterSeq':0", "'afterSeq':" + n)),
        limit("replyTo", Limits.MAX_SEQ, ErrorCode.INVALID,
            n -> send("{'type':'text','text':'x','replyTo':" + n + "}")),
        limit("target", Limits.MAX_SEQ, ErrorCode.INVALID, n -> send("{'type':'delete','target':" + n + "}")),
        limit("read", Limits.MAX_SEQ, ErrorCode.INVALID,
            n -> "{'action':'ack','channels':[{'channelId':'c','read':" + n + "}]}"),
        limit("delivered", Limits.MAX_SEQ, ErrorCode.INVALID,
            n -> "{'action':'sync','cursors':[{'channelId':'c','delivered':" + n + "}]}"),
        limit("before", Limits.MAX_SEQ, ErrorCode.INVALID, n -> history("before", n)),
        limit("after", Limits.MAX_SEQ - 1, ErrorCode.INVALID, n -> history("after", n)),
        limit("around", Limits.MAX_SEQ - 1, ErrorCode.INVALID, n -> history("around", n)),
        limit("characters of a channelId", 64, ErrorCode.INVALID,
            n -> "{'action':'typing','channelId':'" + "c".repeat((int) n) + "'}"),
        limit("characters of a requestId", 64, ErrorCode.INVALID,
            n -> "{'action':'sync','requestId':'" + "r".repeat((int) n) + "'}"),
        limit("characters of a clientMessageId", 64, ErrorCode.INVALID,
            n -> send("{'type':'leave'}").replace("'clientMessageId':'m'",
                "'clientMessageId':'" + "m".repeat((int) n) + "'")),
        limit("characters of a fileId", 64, ErrorCode.INVALID,
            n -> send(file("a", 1, "").replace("'fileId':'f'", "'fileId':'" + "f".repeat((int) n) + "'"))),
        limit("characters of half a media type", 127, ErrorCode.INVALID,
            n -> send(file("a", 1, "").replace("a/b", "a/" + "b".repeat((int) n)))),
        limit("characters of a user id", 255, ErrorCode.INVALID,
            n -> "{'action':'heartbeat','watch':['" + "u".repeat((int) n) + "']}"));
  }

  private static Arguments limit(String name, long limit, ErrorCode code, LongFunction<String> frameOf) {
    return Arguments.of(name, limit, (LongFunction<String>) n -> frameOf.apply(n).replace('\'', '"'), code);
  }

  private static String send(String content) {
    return "{'action':'send','channelId':'c','clientMessageId':'m','afterSeq':0,'content':" + content + "}";
  }

  private static String create(String fields) {
    return "{'action':'send','clientMessageId':'m','afterSeq':0,'content':{'type':'create'," + fields + "}}";
  }

  private static String file(String name, long bytes, String more) {
    return "{'type':'file','fileId':'f','name':'" + name + "','mediaType':'a/b','bytes':" + bytes + more + "}";
  }

  private static String history(String field, long seq) {
    return "{'action':'history','channelId':'c','" + field + "':" + seq + "}";
  }

  /** So many bytes in all. */
  private static String padded(String before, long bytes, String after) {
    return before + "x".repeat(Math.toIntExact(bytes) - before.length() - after.length()) + after;
  }

  /** So many bytes in UTF-8, which are fewer characters. */
  private static String utf8(long bytes) {
    return "ü".repeat((int) bytes / 2) + "x".repeat((int) bytes % 2);
  }

  private static String users(long count) {
    return IntStream.range(0, (int) count).mapToObj(index -> "'u" + index + "'").collect(joining(","));
  }

  private static String cursors(long count) {
    return IntStream.range(0, (int) count).mapToObj(index -> "{'channelId':'c" + index + "','read':1}")
        .collect(joining(","));
  }
}
