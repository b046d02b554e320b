package chat.local.dynamodb;

import chat.topology.StreamSource;

/** Where Lambda tells of records that it gives up. */
@FunctionalInterface
public interface OnFailure {
  /**
   * Keeps an invocation record, which says where in the stream the records are
   * (https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html). When it throws, the records are not
   * given up yet.
   */
  void keep(StreamSource source, String invocationRecord);
}
