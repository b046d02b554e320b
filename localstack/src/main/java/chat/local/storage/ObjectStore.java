package chat.local.storage;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * S3 on this machine, which starts when somebody first asks for it. As in the cloud, signatures and their expiry are
 * checked, those of presigned URLs too, so only this process and whoever it gave a URL gets in: the secret key is new
 * with every instance. Hence URLs end with it, while files in a directory stay.
 */
public final class ObjectStore implements AutoCloseable {
  private static final int SECRET_BYTES = 30;

  private final Optional<Path> directory;
  private final AwsBasicCredentials credentials;
  private @Nullable ObjectServer server;
  private boolean closed;

  private ObjectStore(Optional<Path> directory, AwsBasicCredentials credentials) {
    this.directory = directory;
    this.credentials = credentials;
  }

  /** Keeps files in this directory, which is made when it is not there; without one, in memory. Starts nothing. */
  public static ObjectStore in(Optional<Path> directory) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return new ObjectStore(directory,
        AwsBasicCredentials.create("local", Base64.getUrlEncoder().encodeToString(secret)));
  }

  /** The only keys that it takes. */
  public AwsBasicCredentials credentials() {
    return credentials;
  }

  public synchronized boolean isStarted() {
    return server != null;
  }

  /** Buckets are found by path below it, as in {@code http://127.0.0.1:9000/bucket/key}. */
  public URI address() {
    return started().address();
  }

  public S3Client client() {
    return started().client();
  }

  public S3Presigner presigner() {
    return started().presigner();
  }

  /** Makes a bucket if it is not there. */
  public void createBucket(String name) {
    try {
      client().createBucket(request -> request.bucket(name));
    } catch (BucketAlreadyOwnedByYouException thereAlready) {
      // as wanted
    }
  }

  private synchronized ObjectServer started() {
    if (closed) {
      throw new IllegalStateException("The object store is closed.");
    }
    ObjectServer running = server;
    if (running == null) {
      running = ObjectServer.start(directory, credentials);
      server = running;
    }
    return running;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
