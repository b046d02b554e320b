package chat.local.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** When it runs, and what outlives it. */
final class ObjectStoreTest {
  @TempDir
  Path directory = Path.of(".");

  private static void write(ObjectStore store, String key, String text) {
    store.client().putObject(
        request -> request.bucket("files").key(key).contentType("text/plain").metadata(Map.of("by", "alice")),
        RequestBody.fromString(text));
  }

  @Test
  void startsOnlyWhenItIsUsed() {
    Path data = directory.resolve("data");
    try (ObjectStore unused = ObjectStore.in(Optional.of(data))) {
      assertEquals("local", unused.credentials().accessKeyId());
      assertFalse(unused.isStarted());
    }
    assertFalse(Files.exists(data));
    try (ObjectStore used = ObjectStore.in(Optional.of(data))) {
      URI address = used.address();
      assertTrue(used.isStarted());
      assertEquals(address, used.address());
      assertEquals("127.0.0.1", address.getHost());
    }
  }

  @Test
  void closingEndsIt() throws IOException, InterruptedException {
    ObjectStore store = ObjectStore.in(Optional.empty());
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(store.address()).build();
      assertEquals(403, http.send(request, BodyHandlers.discarding()).statusCode());
      store.close();
      assertThrows(ConnectException.class, () -> http.send(request, BodyHandlers.discarding()));
    }
    assertFalse(store.isStarted());
    assertThrows(IllegalStateException.class, store::client);
    store.close();
  }

  @Test
  void filesStayInTheirDirectory() {
    String secret;
    try (ObjectStore first = ObjectStore.in(Optional.of(directory))) {
      secret = first.credentials().secretAccessKey();
      first.createBucket("files");
      write(first, "d/1", "hello");
    }
    try (ObjectStore second = ObjectStore.in(Optional.of(directory))) {
      assertNotEquals(secret, second.credentials().secretAccessKey());
      second.createBucket("files");
      var file = second.client().getObjectAsBytes(request -> request.bucket("files").key("d/1"));
      assertEquals("hello", file.asUtf8String());
      GetObjectResponse about = file.response();
      assertEquals("text/plain", about.contentType());
      assertEquals("alice", about.metadata().get("by"));
    }
  }

  @Test
  void withoutADirectoryNothingStays() {
    try (ObjectStore first = ObjectStore.in(Optional.empty())) {
      first.createBucket("files");
      write(first, "1", "hello");
    }
    try (ObjectStore second = ObjectStore.in(Optional.empty())) {
      assertThrows(NoSuchBucketException.class, () -> write(second, "1", "hello"));
    }
  }
}
