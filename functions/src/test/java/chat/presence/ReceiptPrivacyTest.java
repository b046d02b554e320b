package chat.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.model.ChannelId;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptPrivacyTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");

  private final ReceiptPrivacy privacy = new ReceiptPrivacy(new InMemoryPresences());

  private static Membership muted(UserId userId) {
    return new Membership(new ChannelId("g.1"), userId, Role.MEMBER, 1, 1, 0, 5, 4)
        .mutedUntil(Instant.ofEpochMilli(7));
  }

  @Test
  void whetherItIsMutedIsSeenOfOnesOwnPlaceAlone() {
    Membership bens = muted(BEN).mutedUntil(Instant.EPOCH);
    assertEquals(List.of(muted(ANN), bens), privacy.as(ANN, List.of(muted(ANN), muted(BEN))));
    privacy.set(BEN, false);
    assertEquals(List.of(muted(ANN), bens.withoutCursors()), privacy.as(ANN, List.of(muted(ANN), muted(BEN))));
  }
}
