package chat.local.push;

import chat.aws.AwsClients;
import chat.aws.sns.PushApplications;
import chat.topology.Function;
import chat.topology.Topology;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * SNS's mobile push with the platform applications of a stage: in this process, or on what another emulator offers.
 * Nothing is sent to a phone.
 */
public final class PushEngine implements AutoCloseable {
  private static final String OPERATOR = "test";
  /** LocalStack asks Google's applications for a principal as well, which AWS does not. */
  private static final Map<String, String> CREDENTIALS = Map.of("PlatformPrincipal", "local", "PlatformCredential",
      "local");

  private final URI address;
  private final SnsClient operator;
  private final Phones phones;
  private final AutoCloseable server;
  private final Map<String, SnsClient> clients = new ConcurrentHashMap<>();
  private final Map<Platform, String> applications;

  private PushEngine(URI address, SnsClient operator, Map<Platform, String> applications, Phones phones,
      AutoCloseable server) {
    this.address = address;
    this.operator = operator;
    this.applications = Map.copyOf(applications);
    this.phones = phones;
    this.server = server;
  }

  /** What was pushed to telephones, and what they do. */
  interface Phones {
    /** The client of somebody, so that what they publish is noticed. */
    SnsClient watched(String caller, SnsClient client);

    /** Newest first. */
    List<Notification> notifications();

    /** The app was removed from the phone with that token. */
    void removeApp(String token);
  }

  /** In this process, on a loopback port of its own. {@code fates}: decides what becomes of calls. */
  public static PushEngine start(String stage, InstantSource clock, RandomGenerator random, CallFate.Judge fates) {
    SnsEndpoint endpoint = new SnsEndpoint(clock, random, fates);
    SnsServer server = SnsServer.open(endpoint);
    SnsClient operator = client(server.address(), OPERATOR);
    return new PushEngine(server.address(), operator, create(operator, stage), endpoint, server);
  }

  /** On an emulator that runs by itself and goes on when this closes, such as LocalStack, which keeps what it was told. */
  public static PushEngine at(URI endpoint, String stage, InstantSource clock, CallFate.Judge fates) {
    SnsClient operator = client(endpoint, OPERATOR);
    Map<Platform, String> applications = create(operator, stage);
    return new PushEngine(endpoint, operator, applications,
        new EmulatorPhones(operator, List.copyOf(applications.values()), clock, fates), () -> {});
  }

  private static Map<Platform, String> create(SnsClient operator, String stage) {
    Map<Platform, String> applications = new EnumMap<>(Platform.class);
    for (Platform platform : Platform.values()) {
      applications.put(platform, operator.createPlatformApplication(request -> request
          .name(Topology.pushApplicationIn(stage)).platform(platform.name()).attributes(CREDENTIALS))
          .platformApplicationArn());
    }
    return applications;
  }

  public URI address() {
    return address;
  }

  /** All three, each with credentials that nobody checks. */
  public PushApplications applications() {
    return new PushApplications(application(Platform.APNS), application(Platform.APNS_SANDBOX),
        application(Platform.GCM));
  }

  private Optional<String> application(Platform platform) {
    return Optional.ofNullable(applications.get(platform));
  }

  /** Signs as the function, by which SNS knows who calls, but may do everything. */
  public SnsClient client(Function function) {
    String caller = function.name();
    return phones.watched(caller, clients.computeIfAbsent(caller, name -> client(address, name)));
  }

  private static SnsClient client(URI address, String caller) {
    return SnsClient.builder().httpClient(UrlConnectionHttpClient.create()).overrideConfiguration(AwsClients.POSTING)
        .endpointOverride(address).region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, "local"))).build();
  }

  /** The latest, the newest first. */
  public List<Notification> notifications() {
    return phones.notifications();
  }

  /** The app is removed from the phone with that token: the platform knows it no more. */
  public void removeApp(String token) {
    phones.removeApp(token);
  }

  @Override
  public void close() {
    clients.values().forEach(SnsClient::close);
    operator.close();
    try {
      server.close();
    } catch (Exception broken) {
      throw new IllegalStateException("SNS does not close.", broken);
    }
  }
}
