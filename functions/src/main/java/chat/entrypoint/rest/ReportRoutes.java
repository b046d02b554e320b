package chat.entrypoint.rest;

import static chat.model.InvalidValueException.require;

import chat.entrypoint.ChatApp;
import chat.entrypoint.Refusals;
import chat.json.JsonObject;
import chat.messaging.SendOutcome.Reason;
import chat.model.ChannelId;
import chat.model.InvalidValueException;
import chat.model.Limits;
import chat.model.Report;
import chat.model.UserId;
import chat.report.ReportMessage;
import chat.report.ReportOutcome;
import chat.report.ReportUser;
import java.time.Duration;
import java.util.Map;

/** What the caller tells the operator of others. */
final class ReportRoutes {
  private final ReportUser reportUser;
  private final ReportMessage reportMessage;

  ReportRoutes(ChatApp app) {
    this.reportUser = app.reportUser();
    this.reportMessage = app.reportMessage();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("POST /v1/reports", this::report);
  }

  private Endpoint.Call report(Request request) {
    JsonObject body = request.body();
    Report.Reason reason = reason(body.text("reason"));
    String comment = Report.requireComment(body.optionalText("comment").orElse(""));
    require(body.has("userId") != body.has("channelId"), "Give userId, or channelId and seq.");
    if (body.has("userId")) {
      UserId userId = new UserId(body.text("userId"));
      return () -> answer(reportUser.report(request.caller(), userId, reason, comment));
    }
    ChannelId channelId = new ChannelId(body.text("channelId"));
    long seq = body.wholeNumber("seq");
    require(seq >= 1 && seq <= Limits.MAX_SEQ, "Field seq must be a seq of the channel.");
    return () -> answer(reportMessage.report(request.caller(), channelId, seq, reason, comment));
  }

  private static Report.Reason reason(String name) {
    return switch (name) {
      case "spam" -> Report.Reason.SPAM;
      case "abuse" -> Report.Reason.ABUSE;
      case "impersonation" -> Report.Reason.IMPERSONATION;
      case "other" -> Report.Reason.OTHER;
      default -> throw new InvalidValueException(
          "Field reason must be \"spam\", \"abuse\", \"impersonation\" or \"other\".");
    };
  }

  private static Response answer(ReportOutcome outcome) {
    return switch (outcome) {
      case ReportOutcome.Reported() -> Response.underWay();
      case ReportOutcome.NotAMember() -> Problem.of(Refusals.notAMember(null));
      case ReportOutcome.UnknownTarget() -> Problem.of(Refusals.of(null, Reason.UNKNOWN_TARGET));
      case ReportOutcome.TooOften(Duration wait) -> Problem.of(Refusals.tooOften(null, wait));
    };
  }
}
