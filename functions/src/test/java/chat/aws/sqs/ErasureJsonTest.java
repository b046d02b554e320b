package chat.aws.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.erasure.Erasure;
import chat.erasure.Erasure.Place;
import chat.model.ChannelId;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErasureJsonTest {
  @Test
  void comesBackAsItWas() {
    Instant requestedAt = Instant.ofEpochMilli(1_764_000_000_123L);
    for (Optional<Place> place : List.of(Optional.<Place>empty(), Optional.of(new Place(new ChannelId("g.1"), 7)))) {
      Erasure erasure = new Erasure(new UserId("ann\"|1"), requestedAt, place);
      assertEquals(erasure, ErasureJson.decode(ErasureJson.encode(erasure)));
    }
  }
}
