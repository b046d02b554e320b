package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

import chat.model.ChannelId;
import chat.model.Report;
import chat.model.Report.Subject;
import chat.model.UserId;
import chat.report.Reports;
import chat.wire.ContentJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * A row of Reports, about {@code userId}. Of a message it has channel, seq and content. {@code at} is milliseconds since
 * 1970, {@code expiresAt} seconds.
 */
record ReportItem(String userId, String reportId, String reporter, @Nullable String channelId, @Nullable Long seq,
    @Nullable String content, String reason, String comment, long at, long expiresAt) {
  static final String BY_REPORTER = "byReporter";

  static final StaticImmutableTableSchema<ReportItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(ReportItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("userId").getter(ReportItem::userId)
          .setter((b, value) -> b.userId = value).tags(primaryPartitionKey()))
      .addAttribute(String.class, a -> a.name("reportId").getter(ReportItem::reportId)
          .setter((b, value) -> b.reportId = value).tags(primarySortKey(), secondarySortKey(BY_REPORTER)))
      .addAttribute(String.class, a -> a.name("reporter").getter(ReportItem::reporter)
          .setter((b, value) -> b.reporter = value).tags(secondaryPartitionKey(BY_REPORTER)))
      .addAttribute(String.class,
          a -> a.name("channelId").getter(ReportItem::channelId).setter((b, value) -> b.channelId = value))
      .addAttribute(Long.class, a -> a.name("seq").getter(ReportItem::seq).setter((b, value) -> b.seq = value))
      .addAttribute(String.class,
          a -> a.name("content").getter(ReportItem::content).setter((b, value) -> b.content = value))
      .addAttribute(String.class,
          a -> a.name("reason").getter(ReportItem::reason).setter((b, value) -> b.reason = value))
      .addAttribute(String.class,
          a -> a.name("comment").getter(ReportItem::comment).setter((b, value) -> b.comment = value))
      .addAttribute(Long.class, a -> a.name("at").getter(ReportItem::at).setter((b, value) -> b.at = value))
      .addAttribute(Long.class,
          a -> a.name("expiresAt").getter(ReportItem::expiresAt).setter((b, value) -> b.expiresAt = value))
      .build();

  static ReportItem of(Report report) {
    String reason = report.reason().name();
    String comment = report.comment();
    long at = report.at().toEpochMilli();
    long expiresAt = report.at().plus(Reports.LIFETIME).getEpochSecond();
    String reporter = report.reporter().value();
    return switch (report.subject()) {
      case Subject.User(UserId user) ->
        new ReportItem(user.value(), report.id(), reporter, null, null, null, reason, comment, at, expiresAt);
      case Subject.Said said -> new ReportItem(said.userId().value(), report.id(), reporter, said.channelId().value(),
          said.seq(), ContentJson.encode(said.content()), reason, comment, at, expiresAt);
    };
  }

  Report toReport() {
    UserId user = new UserId(userId);
    Subject subject = channelId == null || seq == null || content == null
        ? new Subject.User(user)
        : new Subject.Said(user, new ChannelId(channelId), seq, ContentJson.decode(content));
    return new Report(new UserId(reporter), subject, Report.Reason.valueOf(reason), comment,
        Instant.ofEpochMilli(at));
  }

  static final class Builder {
    private String userId = "";
    private String reportId = "";
    private String reporter = "";
    private @Nullable String channelId;
    private @Nullable Long seq;
    private @Nullable String content;
    private String reason = "";
    private String comment = "";
    private long at;
    private long expiresAt;

    private ReportItem build() {
      return new ReportItem(userId, reportId, reporter, channelId, seq, content, reason, comment, at, expiresAt);
    }
  }
}
