package chat.model;

import static chat.model.InvalidValueException.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a user told the operator of another.
 *
 * @param comment in the reporter's words, may be empty
 */
public record Report(UserId reporter, Subject subject, Reason reason, String comment, Instant at) {
  private static final int DIGEST_BYTES = 20;

  public Report {
    requireComment(comment);
  }

  /** The same text. Throws InvalidValueException if no report can have it as its comment. */
  public static String requireComment(String comment) {
    require(comment.codePointCount(0, comment.length()) <= Limits.COMMENT_CHARACTERS,
        "A comment has at most 1000 characters.");
    return comment;
  }

  /** What it is about. */
  public sealed interface Subject {
    /** Whom it is about. */
    UserId userId();

    /** Everything that they do. */
    record User(UserId userId) implements Subject {}

    /** A message, and what it said when it was reported, for it may be deleted before anybody looks. */
    record Said(UserId userId, ChannelId channelId, long seq, Content content) implements Subject {}
  }

  /** What is wrong with it. */
  public enum Reason {
    SPAM, ABUSE, IMPERSONATION, OTHER
  }

  /** The same for all that one user tells of one subject: a repeat takes the place of what they told before. */
  public String id() {
    String what = switch (subject) {
      case Subject.User user -> user.userId().value();
      case Subject.Said said -> said.channelId() + "\n" + said.seq();
    };
    return Base64.getUrlEncoder().withoutPadding()
        .encodeToString(Arrays.copyOf(sha256(reporter + "\n" + what), DIGEST_BYTES));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Without what people wrote. */
  @Override
  public String toString() {
    return "Report[" + reporter + " of " + subject.userId() + ", " + reason + "]";
  }
}
