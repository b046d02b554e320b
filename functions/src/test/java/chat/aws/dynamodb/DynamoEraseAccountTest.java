package chat.aws.dynamodb;

import static java.util.stream.Collectors.joining;

import chat.InMemoryPorts;
import chat.cost.DynamoDbPorts;
import chat.delivery.ConnectionGateway;
import chat.entrypoint.Ports;
import chat.erasure.EraseAccountContract;
import chat.erasure.Erasures;
import chat.messaging.SideBySide;
import chat.model.ChannelId;
import chat.topology.Topology;
import java.time.InstantSource;
import java.util.Set;

class DynamoEraseAccountTest extends EraseAccountContract {
  @Override
  protected Ports ports(Erasures erasures, InstantSource clock) {
    return new DynamoDbPorts(DynamoDbLocal.client(), (connectionId, frame) -> ConnectionGateway.PostResult.POSTED,
        SideBySide.on(Runnable::run)) {
      @Override
      public Erasures erasures() {
        return erasures;
      }

      @Override
      public ConnectionGateway connections() {
        return new InMemoryPorts();
      }

      @Override
      public InstantSource clock() {
        return clock;
      }
    };
  }

  @Override
  protected String everything(Set<ChannelId> channelIds) {
    return Topology.TABLES.stream()
        .flatMap(table -> DynamoDbLocal.client()
            .scanPaginator(scan -> scan.tableName(table.nameIn(DynamoDbLocal.STAGE))).items().stream())
        .map(Object::toString).collect(joining("\n"));
  }
}
