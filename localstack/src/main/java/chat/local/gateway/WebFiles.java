package chat.local.gateway;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The files of the web client and the one document that tells it where everything is. */
final class WebFiles {
  private static final String CONFIG_PATH = "/config.json";
  private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("html", "text/html; charset=utf-8"),
      Map.entry("js", "text/javascript; charset=utf-8"), Map.entry("mjs", "text/javascript; charset=utf-8"),
      Map.entry("css", "text/css; charset=utf-8"), Map.entry("json", "application/json"),
      Map.entry("map", "application/json"), Map.entry("webmanifest", "application/manifest+json"),
      Map.entry("svg", "image/svg+xml"), Map.entry("png", "image/png"), Map.entry("ico", "image/x-icon"),
      Map.entry("woff2", "font/woff2"), Map.entry("txt", "text/plain; charset=utf-8"));
  private static final Map<String, String> SECURITY = Map.of("Cache-Control", "no-store", "X-Content-Type-Options",
      "nosniff", "Content-Security-Policy",
      "default-src 'self'; connect-src 'self' ws: http://127.0.0.1:* http://localhost:*");

  private final Path directory;
  private final Supplier<String> config;

  WebFiles(Path directory, Supplier<String> config) {
    this.directory = directory.toAbsolutePath().normalize();
    this.config = config;
  }

  Answer answer(String method, String rawPath) {
    return find(method, rawPath).with(SECURITY);
  }

  private Answer find(String method, String rawPath) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.refusal(405, "Only GET and HEAD.").with(Map.of("Allow", "GET, HEAD"));
    }
    if (rawPath.equals(CONFIG_PATH)) {
      return Answer.json(config.get());
    }
    return file(rawPath).map(WebFiles::read).orElseGet(() -> Answer.refusal(404, "There is no such file."));
  }

  /** The file that a path names, if it really lies in the directory, links followed. */
  private Optional<Path> file(String rawPath) {
    try {
      String path = URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
      Path named = directory.resolve(path.substring(1).isEmpty() ? "index.html" : path.substring(1));
      if (!named.normalize().startsWith(directory) || !Files.isRegularFile(named)) {
        return Optional.empty();
      }
      return Optional.of(named.toRealPath()).filter(real -> real.startsWith(realDirectory()));
    } catch (IllegalArgumentException | IOException notAPath) {
      return Optional.empty();
    }
  }

  private Path realDirectory() {
    try {
      return directory.toRealPath();
    } catch (IOException vanished) {
      throw new InvalidPathException(directory.toString(), "no such directory");
    }
  }

  private static Answer read(Path file) {
    try {
      return new Answer(200, Map.of("Content-Type", type(file)), Files.readAllBytes(file));
    } catch (IOException unreadable) {
      return Answer.refusal(404, "There is no such file.");
    }
  }

  private static String type(Path file) {
    String name = file.toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }
}
