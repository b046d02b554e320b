package chat.local.dynamodb;

import static chat.local.dynamodb.TestStream.lanes;
import static chat.local.dynamodb.TestStream.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several batches of a shard under way at once, with the records of an item in their order
 * (https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html).
 */
final class LanesTest {
  private static final int ITEMS = 12;
  private static final int VERSIONS = 15;

  @Test
  void otherItemsDoNotWaitForOneThatIsHandled() throws Exception {
    CountDownLatch others = new CountDownLatch(ITEMS / 2);
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory())) {
      stream.put(1, ITEMS);
      BlockingQueue<Boolean> met = new LinkedBlockingQueue<>();
      stream.start(lanes(10, 1, true), Optional.empty(), (seqs, records) -> {
        if (seqs.contains(1)) {
          met.add(others.await(10, TimeUnit.SECONDS));
        } else {
          others.countDown();
        }
        return "";
      });
      assertTrue(next(met), "the first item held up the others");
    }
  }

  @Test
  void whatChangesAndGoesIsTold() throws Exception {
    BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory())) {
      stream.start(lanes(1, 1, false), Optional.empty(), (seqs, records) -> {
        told.add(records.path(0));
        return "";
      });
      stream.write(1, 0);
      stream.write(1, 1);
      stream.delete(1);
      assertEquals("INSERT", next(told).path("eventName").asText());
      assertEquals("MODIFY", next(told).path("eventName").asText());
      JsonNode gone = next(told);
      assertEquals("REMOVE", gone.path("eventName").asText());
      assertEquals("{\"N\":\"1\"}", gone.path("dynamodb").path("Keys").path("seq").toString());
      assertTrue(gone.path("dynamodb").path("NewImage").isMissingNode());
    }
  }

  @Test
  void theRecordsOfAnItemComeInTheirOrderAndNeverTwoAtOnce() throws Exception {
    Map<String, List<Integer>> versions = new ConcurrentHashMap<>();
    Set<String> inHand = ConcurrentHashMap.newKeySet();
    // once each, or one that is unlucky is given up
    Set<String> failed = ConcurrentHashMap.newKeySet();
    BlockingQueue<String> faults = new LinkedBlockingQueue<>();
    CountDownLatch all = new CountDownLatch(ITEMS * VERSIONS);
    AtomicInteger count = new AtomicInteger();
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory())) {
      stream.start(lanes(5, 3, false), Optional.empty(), (seqs, records) -> {
        String first = records.path(0).path("dynamodb").path("SequenceNumber").asText();
        if (count.incrementAndGet() % 7 == 0 && failed.add(first)) {
          return TestStream.failed(records, 0);
        }
        Set<String> keys = new HashSet<>();
        records.forEach(record -> keys.add(record.path("dynamodb").path("Keys").toString()));
        keys.stream().filter(key -> !inHand.add(key)).forEach(faults::add);
        records.forEach(record -> {
          JsonNode change = record.path("dynamodb");
          versions.computeIfAbsent(change.path("Keys").toString(), key -> new ArrayList<>())
              .add(Integer.valueOf(change.path("NewImage").path("version").path("N").asText()));
          all.countDown();
        });
        inHand.removeAll(keys);
        return "";
      });
      for (int version = 0; version < VERSIONS; version++) {
        for (int seq = 1; seq <= ITEMS; seq++) {
          stream.write(seq, version);
        }
      }
      assertTrue(all.await(20, TimeUnit.SECONDS), () -> versions.toString());
      assertEquals(List.of(), List.copyOf(faults));
      assertEquals(ITEMS, versions.size());
      versions.forEach((key, seen) -> assertEquals(seen.stream().sorted().distinct().toList(), seen, key));
    }
  }

  @Test
  void thereAreAsManyBatchesUnderWayAsTheTopologySaysAndNotMore() throws Exception {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier three = new CyclicBarrier(3);
    CountDownLatch all = new CountDownLatch(60);
    try (TestStream stream = new TestStream(DynamoDbEngine.inMemory())) {
      stream.put(1, 60);
      stream.start(lanes(3, 1, true), Optional.empty(), (seqs, records) -> {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        if (all.getCount() == 60) {
          meet(three);
        }
        underWay.decrementAndGet();
        all.countDown();
        return "";
      });
      assertTrue(all.await(20, TimeUnit.SECONDS));
      assertEquals(3, most.get());
    }
  }

  private static void meet(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(5, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException("the others did not come", alone);
    }
  }

  @Test
  void aRestartGoesBackToTheFirstRecordThatIsNotDone(@TempDir Path directory) throws Exception {
    CountDownLatch others = new CountDownLatch(ITEMS / 2);
    try (TestStream stream = new TestStream(DynamoDbEngine.storedIn(directory))) {
      stream.put(1, ITEMS);
      stream.start(lanes(10, 1, true), Optional.of(directory), (seqs, records) -> {
        if (seqs.contains(3)) {
          new CountDownLatch(1).await();
        }
        others.countDown();
        return "";
      });
      assertTrue(others.await(10, TimeUnit.SECONDS));
    }
    try (TestStream stream = new TestStream(DynamoDbEngine.storedIn(directory))) {
      stream.start(lanes(1, ITEMS, true), Optional.of(directory), (seqs, records) -> "");
      List<Integer> again = next(stream.batches);
      assertTrue(again.contains(3), again.toString());
    }
  }
}
