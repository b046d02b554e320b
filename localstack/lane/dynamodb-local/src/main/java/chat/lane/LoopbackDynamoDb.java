package chat.lane;

import java.lang.reflect.Field;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local as LocalStack starts it, with <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html">its own
 * options</a>, but for this machine only: DynamoDB Local listens on all interfaces and has no option for it.
 */
public final class LoopbackDynamoDb {
  private LoopbackDynamoDb() {}

  /** LocalStack loads an agent that allows tables more than 20 indexes. No table of ours needs it, so it does nothing. */
  public static void premain(String nothing) {}

  public static void main(String... arguments) throws Exception {
    DynamoDBProxyServer dynamoDb = ServerRunner.createServerFromCommandLineArgs(arguments);
    for (Connector connector : jettyOf(dynamoDb).getConnectors()) {
      ((ServerConnector) connector).setHost("127.0.0.1");
    }
    dynamoDb.start();
    dynamoDb.join();
  }

  private static Server jettyOf(DynamoDBProxyServer dynamoDb) throws ReflectiveOperationException {
    Field server = DynamoDBProxyServer.class.getDeclaredField("server");
    server.setAccessible(true);
    return (Server) server.get(dynamoDb);
  }
}
