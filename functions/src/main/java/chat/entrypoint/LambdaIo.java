package chat.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonObject;
import chat.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The bytes that Lambda hands a function and takes from it. */
final class LambdaIo {
  private LambdaIo() {}

  static JsonObject read(InputStream event) throws IOException {
    return JsonObject.parse(new String(event.readAllBytes(), UTF_8));
  }

  static void write(OutputStream response, JsonText.Fields fields) throws IOException {
    response.write(JsonText.object(fields).getBytes(UTF_8));
  }
}
