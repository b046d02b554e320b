package chat.aws.dynamodb;

import chat.limit.RateLimits;
import chat.limit.RateLimitsContract;

class DynamoRateLimitsTest extends RateLimitsContract {
  private final RateLimits limits = new DynamoRateLimits(DynamoDbLocal.client(), DynamoDbLocal.STAGE);

  @Override
  protected RateLimits rateLimits() {
    return limits;
  }
}
