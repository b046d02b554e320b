package chat.limit;

class InMemoryRateLimitsTest extends RateLimitsContract {
  private final RateLimits limits = new InMemoryRateLimits();

  @Override
  protected RateLimits rateLimits() {
    return limits;
  }
}
