package chat.local.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What functions do with files, through the SDK. */
final class ObjectsTest {
  private static final ObjectStore STORE = ObjectStore.in(Optional.empty());
  private static final String BUCKET = "files";

  private final S3Client s3 = STORE.client();

  @BeforeEach
  void bucket() {
    STORE.createBucket(BUCKET);
  }

  @AfterAll
  static void close() {
    STORE.close();
  }

  private void put(String key, String text) {
    s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  private List<String> keys(String prefix) {
    return s3.listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream().map(S3Object::key)
        .toList();
  }

  @Test
  void aFileIsReadAsItWasWritten() {
    put("read/1", "grüße");
    assertEquals("grüße", s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("read/1")).asUtf8String());
    var part = s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("read/1").range("bytes=0-1"));
    assertEquals("gr", part.asUtf8String());
    assertEquals("bytes 0-1/7", part.response().contentRange());
    put("read/1", "other");
    assertEquals("other", s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("read/1")).asUtf8String());
  }

  @Test
  void filesAreListedAndDeleted() {
    put("list/1", "a");
    put("list/2", "b");
    assertEquals(List.of("list/1", "list/2"), keys("list/"));
    s3.deleteObject(request -> request.bucket(BUCKET).key("list/1"));
    s3.deleteObject(request -> request.bucket(BUCKET).key("list/1"));
    assertEquals(List.of("list/2"), keys("list/"));
    assertThrows(NoSuchKeyException.class,
        () -> s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("list/1")));
  }

  @Test
  void aBucketIsMadeOnceAndKeepsWhatIsInIt() {
    put("bucket/1", "a");
    STORE.createBucket(BUCKET);
    assertEquals(List.of("bucket/1"), keys("bucket/"));
  }

  /** Parts but the last have at least 5 MB. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
  @Test
  void aLargeFileComesInParts() {
    byte[] first = new byte[5 * 1024 * 1024];
    first[0] = 1;
    byte[] last = {2, 3};
    String upload = s3.createMultipartUpload(request -> request.bucket(BUCKET).key("large")).uploadId();
    List<byte[]> contents = List.of(first, last);
    List<CompletedPart> parts = IntStream.of(1, 2).mapToObj(number -> CompletedPart.builder().partNumber(number)
        .eTag(s3.uploadPart(request -> request.bucket(BUCKET).key("large").uploadId(upload).partNumber(number),
            RequestBody.fromBytes(contents.get(number - 1))).eTag())
        .build()).toList();
    assertEquals(List.of(), keys("large"));
    s3.completeMultipartUpload(
        request -> request.bucket(BUCKET).key("large").uploadId(upload).multipartUpload(all -> all.parts(parts)));
    assertArrayEquals(last, s3
        .getObjectAsBytes(request -> request.bucket(BUCKET).key("large").range("bytes=" + first.length + "-"))
        .asByteArray());
  }

  @Test
  void onlyItsOwnKeysAreTaken() {
    try (S3Client stranger = S3Client.builder().httpClient(UrlConnectionHttpClient.create()).region(Region.US_EAST_1)
        .endpointOverride(STORE.address()).forcePathStyle(true)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))).build()) {
      assertEquals(403, assertThrows(S3Exception.class, stranger::listBuckets).statusCode());
    }
  }
}
