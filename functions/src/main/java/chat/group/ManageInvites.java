package chat.group;

import chat.channel.Memberships;
import chat.messaging.SendOutcome.Reason;
import chat.model.Invite;
import chat.model.InviteCode;
import chat.model.Role.Right;
import chat.model.UserId;
import chat.wire.ClientAction.CreateInvite;
import chat.wire.ClientAction.InviteAction;
import chat.wire.ClientAction.RevokeInvite;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Opens and closes the ways into a group. */
public final class ManageInvites {
  private static final int SECRET_BYTES = 16;

  private final Memberships memberships;
  private final Invites invites;
  private final InstantSource clock;
  private final RandomGenerator random;

  public ManageInvites(Memberships memberships, Invites invites, InstantSource clock, RandomGenerator random) {
    this.memberships = memberships;
    this.invites = invites;
    this.clock = clock;
    this.random = random;
  }

  /** What came of it. */
  public sealed interface Outcome {
    record Created(Invite invite) implements Outcome {}

    record Revoked() implements Outcome {}

    record Refused(Reason reason) implements Outcome {}
  }

  public Outcome manage(UserId userId, InviteAction action) {
    Optional<Reason> denial = denial(userId, action);
    if (denial.isPresent()) {
      return new Outcome.Refused(denial.get());
    }
    return switch (action) {
      case CreateInvite create -> {
        Invite invite = new Invite(new InviteCode(create.channelId(), secret()),
            clock.instant().plus(create.lifetime()).truncatedTo(ChronoUnit.SECONDS), create.uses());
        invites.create(invite);
        yield new Outcome.Created(invite);
      }
      case RevokeInvite revoke -> {
        if (revoke.invite() == null) {
          invites.revokeAll(revoke.channelId());
        } else {
          invites.revoke(revoke.invite());
        }
        yield new Outcome.Revoked();
      }
    };
  }

  private Optional<Reason> denial(UserId userId, InviteAction action) {
    return memberships.find(action.channelId(), userId)
        .map(place -> !action.channelId().isDirect() && place.role().may(Right.INVITE)
            ? Optional.<Reason>empty()
            : Optional.of(Reason.FORBIDDEN))
        .orElse(Optional.of(Reason.NOT_A_MEMBER));
  }

  private String secret() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
