package chat.local.queue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.aws.sqs.SqsQueue;
import chat.local.function.ClientProxy;
import chat.topology.Function;
import chat.topology.Queue;
import chat.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

final class GrantedSqsTest {
  private static final QueueEngine ENGINE = QueueEngine.start(Topology.QUEUES, "test");
  private static final URI RETRIES = ENGINE.address(Topology.RETRY_QUEUE);

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  private static SqsClient as(Function function) {
    return ClientProxy.of(SqsClient.class, ENGINE.client(), new GrantedSqs(ENGINE, function));
  }

  private static void assertDenied(String sentence, Executable call) {
    SqsException denied = assertThrows(SqsException.class, call);
    assertEquals("AccessDenied", denied.awsErrorDetails().errorCode());
    assertTrue(String.valueOf(denied.getMessage()).startsWith(sentence), denied.getMessage());
  }

  @Test
  void aFunctionSendsWhereTheTopologyLetsIt() {
    assertDoesNotThrow(() -> new SqsQueue(as(Topology.SEND), RETRIES).send(List.of("a"), Duration.ZERO));
    assertDoesNotThrow(
        () -> as(Topology.SEND).sendMessage(request -> request.queueUrl(RETRIES.toString()).messageBody("b")));
    for (Queue queue : Topology.FAN_OUT.sendsTo()) {
      assertDoesNotThrow(
          () -> new SqsQueue(as(Topology.FAN_OUT), ENGINE.address(queue)).send(List.of("c"), Duration.ZERO));
    }
  }

  @Test
  void elsewhereItIsDenied() {
    URI chunks = ENGINE.address(Topology.FAN_OUT_QUEUE);
    assertDenied("Function send may not SendMessageBatch on " + chunks + ": the topology must grant it.",
        () -> new SqsQueue(as(Topology.SEND), chunks).send(List.of("a"), Duration.ZERO));
    assertDenied("Function history may not SendMessage on " + RETRIES,
        () -> as(Topology.HISTORY).sendMessage(request -> request.queueUrl(RETRIES.toString()).messageBody("a")));
  }

  @Test
  void receivingIsLambdasBusiness() {
    SqsClient deliver = as(Topology.DELIVER);
    assertDenied("Function deliver may not ReceiveMessage on " + RETRIES,
        () -> deliver.receiveMessage(request -> request.queueUrl(RETRIES.toString())));
    assertDenied("Function deliver may not ListQueues on any queue", deliver::listQueues);
  }

  @Test
  void closingItLeavesTheEngineOpen() {
    as(Topology.SEND).close();
    assertDoesNotThrow(() -> ENGINE.client().listQueues());
  }
}
