package chat.cost;

import java.util.List;

/**
 * What something uses, and what a million of it costs in dollars in us-east-1 by the list prices of November 2026
 * (https://aws.amazon.com/api-gateway/pricing, /lambda/pricing, /sqs/pricing, /dynamodb/pricing/on-demand, /sns/pricing).
 *
 * @param frames of up to 32 KB, in either direction
 * @param queueRequests three for a message that goes alone: send, receive, delete
 */
record Bill(double connectionMinutes, double frames, double invocations, double queueRequests, double readUnits,
    double writeUnits, double notifications) {
  private static final double A_MINUTE = 0.25;
  private static final double A_FRAME = 1.00;
  /** The request, and 10 ms of 1 GB on arm64, which is assumed and not measured. */
  private static final double AN_INVOCATION = 0.20 + 0.01 * 13.3334;
  private static final double A_QUEUE_REQUEST = 0.40;
  private static final double A_READ_UNIT = 0.125;
  private static final double A_WRITE_UNIT = 0.625;
  private static final double A_NOTIFICATION = 0.50;

  static final Bill NOTHING = new Bill(0, 0, 0, 0, 0, 0, 0);

  static Bill minutes(double minutes) {
    return new Bill(minutes, 0, 0, 0, 0, 0, 0);
  }

  static Bill frames(double frames) {
    return new Bill(0, frames, 0, 0, 0, 0, 0);
  }

  static Bill invocations(double invocations) {
    return new Bill(0, 0, invocations, 0, 0, 0, 0);
  }

  /** Messages that each go alone through a queue into an invocation. */
  static Bill messages(double messages) {
    return new Bill(0, 0, messages, 3 * messages, 0, 0, 0);
  }

  /** Through SNS. */
  static Bill notifications(double notifications) {
    return new Bill(0, 0, 0, 0, 0, 0, notifications);
  }

  /** Read units, then write units. */
  static Bill units(List<Double> units) {
    return new Bill(0, 0, 0, 0, units.getFirst(), units.getLast(), 0);
  }

  Bill plus(Bill other) {
    return new Bill(connectionMinutes + other.connectionMinutes, frames + other.frames,
        invocations + other.invocations, queueRequests + other.queueRequests, readUnits + other.readUnits,
        writeUnits + other.writeUnits,
        notifications + other.notifications);
  }

  Bill minus(Bill other) {
    return plus(other.times(-1));
  }

  Bill times(double factor) {
    return new Bill(connectionMinutes * factor, frames * factor, invocations * factor, queueRequests * factor,
        readUnits * factor, writeUnits * factor, notifications * factor);
  }

  double dollarsPerMillion() {
    return connectionMinutes * A_MINUTE + frames * A_FRAME + invocations * AN_INVOCATION
        + queueRequests * A_QUEUE_REQUEST + readUnits * A_READ_UNIT + writeUnits * A_WRITE_UNIT
        + notifications * A_NOTIFICATION;
  }
}
