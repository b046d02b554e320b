package chat.local.queue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import software.amazon.awssdk.regions.Region;

/** The queue server inside this process, on a loopback port of its own. */
final class ElasticMq implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Config CONFIG = ConfigFactory
      .parseMap(Map.of("pekko.daemonic", true, "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", false))
      .withFallback(ConfigFactory.load());

  /** ElasticMQ keeps the connections to its database in one place of the JVM. */
  private static final Semaphore STORING = new Semaphore(1);

  private final ActorSystem actors = ActorSystem.create("queues", CONFIG);
  private final boolean storing;
  private final URI endpoint;

  private ElasticMq(Optional<Path> directory) {
    storing = directory.isPresent();
    if (storing && !STORING.tryAcquire()) {
      actors.terminate();
      throw new IllegalStateException("Only one cloud of a JVM can keep its queues in a directory.");
    }
    try {
      endpoint = serve(directory);
    } catch (RuntimeException unstartable) {
      close();
      throw unstartable;
    }
  }

  private URI serve(Optional<Path> directory) {
    TheSQSRestServerBuilder server = SQSRestServerBuilder.withActorSystem(actors).withInterface(LOOPBACK)
        .withDynamicPort().withAWSRegion(Region.US_EAST_1.id());
    int port = directory.map(kept -> storing(server, kept)).orElse(server).start().waitUntilStarted().localAddress()
        .getPort();
    return URI.create("http://" + LOOPBACK + ":" + port);
  }

  /** With the queues and messages that are in the directory, or without any queue. */
  static ElasticMq start(Optional<Path> directory) {
    return new ElasticMq(directory);
  }

  /** Every change is in the file before it is answered; H2 would else wait for half a second. */
  private TheSQSRestServerBuilder storing(TheSQSRestServerBuilder server, Path directory) {
    String uri = "jdbc:h2:file:" + directory.resolve("queues").toAbsolutePath()
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    SqlQueuePersistenceConfig config = new SqlQueuePersistenceConfig(true, "org.h2.Driver", uri, "", "", false);
    ActorRef store = actors.actorOf(Props.create(SqlQueuePersistenceActor.class, config,
        scala.collection.immutable.List$.MODULE$.empty()));
    ActorRef queues = actors.actorOf(Props.create(QueueManagerActor.class, new NowProvider(),
        StrictSQSLimits$.MODULE$, Option.apply(store)));
    Patterns.ask(store, new QueueEvent.Restore(queues), PATIENCE).toCompletableFuture().join();
    return server.withQueueManagerActor(queues).withQueueEventListener(store);
  }

  URI endpoint() {
    return endpoint;
  }

  /** Stopping the server in its own way would wait for requests that nobody waits for any more. */
  @Override
  public void close() {
    actors.terminate();
    actors.getWhenTerminated().toCompletableFuture().join();
    if (storing) {
      STORING.release();
    }
  }
}
