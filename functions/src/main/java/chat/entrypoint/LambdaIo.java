package chat.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonObject;
import chat.json.JsonText;
import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The bytes that Lambda hands a function and takes from it. */
public final class LambdaIo {
  private static final Duration TIME_TO_REPORT = Duration.ofSeconds(10);

  private LambdaIo() {}

  public static JsonObject read(InputStream event) throws IOException {
    return JsonObject.parse(new String(event.readAllBytes(), UTF_8));
  }

  public static void write(OutputStream response, JsonText.Fields fields) throws IOException {
    response.write(JsonText.object(fields).getBytes(UTF_8));
  }

  /** Until when work may go on: what is left after it is for saying what was not done. */
  static Instant deadline(Context context, InstantSource clock) {
    return clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(TIME_TO_REPORT);
  }

  public static void log(Context context, String sentence, Throwable fault) {
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    context.getLogger().log("ERROR " + context.getAwsRequestId() + " " + sentence + " " + trace);
  }
}
