package chat.entrypoint;

import chat.aws.AwsClients;
import chat.aws.apigateway.ApiGatewayConnections;
import chat.aws.dynamodb.DynamoChannels;
import chat.aws.dynamodb.DynamoMemberships;
import chat.aws.dynamodb.DynamoMessageLog;
import chat.aws.dynamodb.DynamoPresences;
import chat.aws.jwt.JwksTokenVerifier;
import chat.channel.Channels;
import chat.channel.ListChannels;
import chat.channel.Memberships;
import chat.channel.OpenDirectChannel;
import chat.delivery.Acknowledge;
import chat.delivery.Audience;
import chat.delivery.Broadcast;
import chat.delivery.FanOut;
import chat.delivery.TellTyping;
import chat.identity.TokenVerifier;
import chat.messaging.AppendMessage;
import chat.messaging.JitteredBackoff;
import chat.messaging.MessageLog;
import chat.messaging.ReadHistory;
import chat.messaging.SendMessage;
import chat.presence.Connect;
import chat.presence.Disconnect;
import chat.presence.Heartbeat;
import chat.presence.Presences;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The wiring, by hand. Each handler takes its one use case from here, so a function builds only what it needs. */
public final class ChatApp {
  private final Settings settings;
  private final AwsClients clients;
  private final InstantSource clock = InstantSource.system();

  public ChatApp(Settings settings, AwsClients clients) {
    this.settings = settings;
    this.clients = clients;
  }

  /** The app of a Lambda execution environment. */
  static ChatApp inLambda() {
    Settings settings = Settings.from(System.getenv());
    return new ChatApp(settings, AwsClients.inLambda(settings.connectionsEndpoint()));
  }

  TokenVerifier tokenVerifier() {
    return new JwksTokenVerifier(settings.tokenJwksUri(), settings.tokenIssuer(), settings.tokenAudience());
  }

  Connect connect() {
    return new Connect(stores().presences(), settings.lease(), clock);
  }

  Disconnect disconnect() {
    return new Disconnect(stores().presences());
  }

  Heartbeat heartbeat() {
    return new Heartbeat(stores().presences(), settings.lease(), clock);
  }

  SendMessage sendMessage() {
    Stores stores = stores();
    return new SendMessage(stores.memberships(), new OpenDirectChannel(stores.channels(), stores.memberships()),
        new AppendMessage(stores.messageLog(), new JitteredBackoff(new SecureRandom()), clock));
  }

  ListChannels listChannels() {
    Stores stores = stores();
    return new ListChannels(stores.memberships(), stores.channels());
  }

  ReadHistory readHistory() {
    Stores stores = stores();
    return new ReadHistory(stores.memberships(), stores.messageLog());
  }

  Acknowledge acknowledge() {
    Stores stores = stores();
    return new Acknowledge(stores.memberships(), stores.messageLog(), audience(stores), broadcast(stores));
  }

  TellTyping tellTyping() {
    Stores stores = stores();
    return new TellTyping(audience(stores), broadcast(stores));
  }

  FanOut fanOut() {
    Stores stores = stores();
    return new FanOut(audience(stores), broadcast(stores), stores.channels(), clock);
  }

  private Audience audience(Stores stores) {
    return new Audience(stores.memberships(), stores.presences(), clock);
  }

  private Broadcast broadcast(Stores stores) {
    return new Broadcast(new ApiGatewayConnections(clients.connections().get()), stores.presences(), clock);
  }

  private Stores stores() {
    DynamoDbClient client = clients.dynamoDb().get();
    DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of())
        .build();
    String stage = settings.stage();
    return new Stores(new DynamoMessageLog(enhanced, stage), new DynamoChannels(client, enhanced, stage),
        new DynamoMemberships(enhanced, stage), new DynamoPresences(client, enhanced, stage));
  }

  private record Stores(MessageLog messageLog, Channels channels, Memberships memberships, Presences presences) {}
}
