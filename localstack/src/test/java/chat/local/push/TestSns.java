package chat.local.push;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sns.SnsClient;

/** The endpoint on a server. */
final class TestSns implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  static final String CALLER = "push-function";

  private final AtomicReference<CallFate> fate = new AtomicReference<>(CallFate.TAKEN);
  private final SnsEndpoint endpoint = new SnsEndpoint(InstantSource.fixed(NOW), new Random(1),
      (caller, action) -> caller.equals(CALLER) && action.equals("Publish") ? fate.get() : CallFate.TAKEN);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  TestSns() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", endpoint);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  SnsEndpoint endpoint() {
    return endpoint;
  }

  void publishesEnd(CallFate end) {
    fate.set(end);
  }

  /** One that tries once. */
  SnsClient client() {
    return SnsClient.builder().httpClient(UrlConnectionHttpClient.create()).region(Region.US_EAST_1)
        .endpointOverride(address())
        .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(CALLER, "secret"))).build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
