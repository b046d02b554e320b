package chat.topology;

/** An environment variable of every function. None is a secret. */
public enum Setting {
  /** The stage, part of every table's name. */
  STAGE,
  /** The address that {@code @connections} posts go to, such as {@code https://id.execute-api.region.amazonaws.com/stage}. */
  CONNECTIONS_ENDPOINT,
  /** The {@code iss} that tokens must have. */
  TOKEN_ISSUER,
  /** The {@code aud} that tokens must have. */
  TOKEN_AUDIENCE,
  /** Where the issuer publishes its keys (RFC 7517). */
  TOKEN_JWKS_URI,
  /** Seconds between a client's heartbeats while somebody watches its user: less shows absence sooner, more costs less. */
  HEARTBEAT_SECONDS,
  /** Seconds of silence until the lease of a watched user is over. */
  LEASE_SECONDS,
  /** Seconds between a client's heartbeats while nobody watches its user. The lease is longer then by as much. */
  IDLE_HEARTBEAT_SECONDS,
  /** Seconds that a user still counts as there after the lease is over or the last socket closed. */
  GRACE_SECONDS,
  /** The address of {@link Topology#FAN_OUT_QUEUE}. */
  FAN_OUT_QUEUE,
  /** The address of {@link Topology#RETRY_QUEUE}. */
  RETRY_QUEUE,
  /** The address of {@link Topology#ERASURE_QUEUE}. */
  ERASURE_QUEUE,
  /** The address of {@link Topology#PRESENCE_QUEUE}. */
  PRESENCE_QUEUE,
  /** The address of {@link Topology#PUSH_QUEUE}. */
  PUSH_QUEUE,
  /** The ARN of SNS's platform application for iPhones with apps from the store, or {@code none}. */
  APNS_APPLICATION,
  /** The same for iPhones with apps as a developer builds them. */
  APNS_SANDBOX_APPLICATION,
  /** The same for what Firebase Cloud Messaging reaches. */
  FCM_APPLICATION,
  /** The send function itself delivers to channels of up to so many members, 0 to 100: quicker, and dearer by a few reads. */
  EXPRESS_MEMBERS
}
