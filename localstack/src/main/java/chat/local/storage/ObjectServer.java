package chat.local.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** S3Proxy inside this process, on a loopback port of its own, with clients for it. */
record ObjectServer(S3Proxy proxy, URI address, S3Client client, S3Presigner presigner) implements AutoCloseable {
  private static final String LOOPBACK = "http://127.0.0.1:";

  /** Pages of this machine upload and download straight from the browser, as a bucket's rules allow in the cloud. */
  private static final CrossOriginResourceSharing PAGES = new CrossOriginResourceSharing(
      List.of("https?://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?"), List.of("GET", "HEAD", "PUT", "POST"),
      List.of("*"), List.of("ETag"), "false");

  static ObjectServer start(Optional<Path> directory, AwsBasicCredentials credentials) {
    S3Proxy proxy = S3Proxy.builder().endpoint(URI.create(LOOPBACK + 0))
        .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
        .blobStore(directory.map(ObjectServer::files).orElseGet(TransientNio2BlobStore::new)).corsRules(PAGES)
        .stopTimeout(0).build();
    try {
      proxy.start();
    } catch (Exception failed) { // all that it declares
      throw new IllegalStateException("The object store does not start.", failed);
    }
    URI address = URI.create(LOOPBACK + proxy.getPort());
    StaticCredentialsProvider keys = StaticCredentialsProvider.create(credentials);
    return new ObjectServer(proxy, address,
        S3Client.builder().httpClient(UrlConnectionHttpClient.create()).region(Region.US_EAST_1)
            .endpointOverride(address).forcePathStyle(true).credentialsProvider(keys).build(),
        S3Presigner.builder().region(Region.US_EAST_1).endpointOverride(address)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(keys).build());
  }

  private static BlobStore files(Path directory) {
    try {
      return new FilesystemNio2BlobStore(Files.createDirectories(directory).toString());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void close() {
    presigner.close();
    client.close();
    try {
      proxy.stop();
    } catch (Exception failed) { // all that it declares
      throw new IllegalStateException("The object store does not stop.", failed);
    }
  }
}
