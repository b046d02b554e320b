package chat.local.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the page, which are part of the program. */
final class PageFiles {
  private static final String START = "/index.html";
  private static final Pattern NAME = Pattern.compile("(/[a-z][a-z-]*){1,2}\\.(html|js|css|svg)");
  private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
      "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml");

  Reply answer(String method, String path) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw new Refusal(405, "Only GET and HEAD are possible here.", Map.of("Allow", "GET, HEAD"));
    }
    Matcher name = NAME.matcher(path.equals("/") ? START : path);
    if (name.matches()) {
      try (InputStream file = PageFiles.class.getResourceAsStream("/console" + name.group())) {
        if (file != null) {
          return Reply.of(TYPES.getOrDefault(name.group(2), "text/plain"), file.readAllBytes());
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    throw Refusal.notFound("There is no such file.");
  }
}
