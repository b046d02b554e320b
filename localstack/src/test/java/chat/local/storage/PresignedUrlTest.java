package chat.local.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What a client may do with a URL and nothing else, by plain HTTP as a browser does.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
 */
final class PresignedUrlTest {
  private static final ObjectStore STORE = ObjectStore.in(Optional.empty());
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final String BUCKET = "files";
  private static final String PAGE = "http://127.0.0.1:8080";

  @BeforeEach
  void emptyBucket() {
    STORE.createBucket(BUCKET);
    STORE.client().deleteObject(request -> request.bucket(BUCKET).key("up"));
    STORE.client().putObject(request -> request.bucket(BUCKET).key("down"), RequestBody.fromString("0123456789"));
  }

  @AfterAll
  static void close() {
    STORE.close();
    HTTP.close();
  }

  /** Of five bytes of plain text, no more, no less. */
  private static URI upload() {
    return URI.create(STORE.presigner().presignPutObject(url -> url.signatureDuration(LIFE)
        .putObjectRequest(put -> put.bucket(BUCKET).key("up").contentLength(5L).contentType("text/plain"))).url()
        .toString());
  }

  private static URI download(Duration life) {
    return URI.create(STORE.presigner()
        .presignGetObject(
            url -> url.signatureDuration(life).getObjectRequest(get -> get.bucket(BUCKET).key("down")))
        .url().toString());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> put(URI url, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(url).header("Content-Type", type).PUT(body));
  }

  private static void assertRefused(String code, HttpResponse<String> response) {
    assertEquals(403, response.statusCode(), response::body);
    assertTrue(response.body().contains("<Code>" + code + "</Code>"), response::body);
  }

  private static void assertNothingUploaded() {
    assertThrows(NoSuchKeyException.class,
        () -> STORE.client().headObject(request -> request.bucket(BUCKET).key("up")));
  }

  @Test
  void takesTheUploadItWasSignedFor() throws Exception {
    HttpResponse<String> response = put(upload(), "text/plain", BodyPublishers.ofString("hello"));
    assertEquals(200, response.statusCode(), response::body);
    var file = STORE.client().getObjectAsBytes(request -> request.bucket(BUCKET).key("up"));
    assertEquals("hello", file.asUtf8String());
    assertEquals("text/plain", file.response().contentType());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hell", "hello!"})
  void refusesAnUploadOfAnotherLength(String text) throws Exception {
    assertUploadRefused("text/plain", BodyPublishers.ofString(text));
  }

  @Test
  void refusesAnUploadThatDoesNotSayItsLength() throws Exception {
    assertUploadRefused("text/plain", BodyPublishers.fromPublisher(BodyPublishers.ofString("hello")));
  }

  @Test
  void refusesAnUploadOfAnotherType() throws Exception {
    assertUploadRefused("text/html", BodyPublishers.ofString("hello"));
  }

  private static void assertUploadRefused(String type, BodyPublisher body) throws InterruptedException {
    try {
      assertRefused("SignatureDoesNotMatch", put(upload(), type, body));
    } catch (IOException cut) {
      // refused by its head, it may find the line closed while it still sends or reads
    }
    assertNothingUploaded();
  }

  @Test
  void givesTheFileOrAPartOfIt() throws Exception {
    URI url = download(LIFE);
    assertEquals("0123456789", send(HttpRequest.newBuilder(url)).body());
    HttpResponse<String> part = send(HttpRequest.newBuilder(url).header("Range", "bytes=2-4"));
    assertEquals(206, part.statusCode());
    assertEquals("234", part.body());
    assertEquals("bytes 2-4/10", part.headers().firstValue("Content-Range").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Amz-Signature=[0-9a-f]{2}~X-Amz-Signature=zz", "X-Amz-Expires=300~X-Amz-Expires=301",
      "/down\\?~/up?", "X-Amz-Credential=local~X-Amz-Credential=other"})
  void refusesAUrlThatWasChanged(String change) throws Exception {
    String[] fromTo = change.split("~", -1);
    String url = download(LIFE).toString();
    String changed = url.replaceFirst(fromTo[0], fromTo[1]);
    assertFalse(url.equals(changed));
    assertEquals(403, send(HttpRequest.newBuilder(URI.create(changed))).statusCode());
  }

  @Test
  void refusesOneThatIsNotForThisMethod() throws Exception {
    assertRefused("SignatureDoesNotMatch", put(download(LIFE), "text/plain", BodyPublishers.ofString("hello")));
    assertRefused("SignatureDoesNotMatch", send(HttpRequest.newBuilder(upload())));
  }

  @Test
  void refusesWhoHasNone() throws Exception {
    assertRefused("AccessDenied", send(HttpRequest.newBuilder(STORE.address().resolve("/" + BUCKET + "/down"))));
    assertRefused("AccessDenied", send(HttpRequest.newBuilder(STORE.address())));
  }

  @Test
  void expires() throws Exception {
    URI url = download(Duration.ofSeconds(1));
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    HttpResponse<String> response = send(HttpRequest.newBuilder(url));
    while (response.statusCode() == 200 && System.nanoTime() < deadline) {
      response = send(HttpRequest.newBuilder(url));
    }
    assertRefused("AccessDenied", response);
    assertTrue(response.body().contains("Request has expired"), response::body);
  }

  @Test
  void pagesOfThisMachineMayUpload() throws Exception {
    HttpResponse<String> preflight = preflight(PAGE);
    assertEquals(200, preflight.statusCode());
    assertEquals(PAGE, preflight.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    assertTrue(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse("").contains("PUT"));
    assertTrue(preflight.headers().firstValue("Access-Control-Allow-Headers").orElse("").contains("content-type"));
    HttpResponse<String> upload = send(HttpRequest.newBuilder(upload()).header("Origin", PAGE)
        .header("Content-Type", "text/plain").PUT(BodyPublishers.ofString("hello")));
    assertEquals(200, upload.statusCode());
    assertEquals(PAGE, upload.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    assertEquals("ETag", upload.headers().firstValue("Access-Control-Expose-Headers").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://pages.example", "http://127.0.0.1:8080.pages.example",
      "http://pages.example/127.0.0.1",
      "null"})
  void otherPagesMayNot(String origin) throws Exception {
    HttpResponse<String> preflight = preflight(origin);
    assertEquals(403, preflight.statusCode());
    assertFalse(preflight.headers().map().containsKey("access-control-allow-origin"));
    HttpResponse<String> download = send(HttpRequest.newBuilder(download(LIFE)).header("Origin", origin));
    assertFalse(download.headers().map().containsKey("access-control-allow-origin"));
  }

  private static HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(upload()).header("Origin", origin)
        .header("Access-Control-Request-Method", "PUT").header("Access-Control-Request-Headers", "content-type")
        .method("OPTIONS", BodyPublishers.noBody()));
  }
}
