package chat.simulation;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;

/** What Lambda tells a function of its invocation. A fault that nothing outside caused is a defect. */
final class RunContext implements Context {
  private final FunctionRun run;
  private final Verdicts verdicts;

  RunContext(FunctionRun run, Verdicts verdicts) {
    this.run = run;
    this.verdicts = verdicts;
  }

  @Override
  public String getAwsRequestId() {
    return run.name();
  }

  @Override
  public int getRemainingTimeInMillis() {
    return Math.toIntExact(run.remainingMillis());
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        verdicts.require(message.contains(CallFailedException.class.getSimpleName()) || message.contains("Gave up"),
            Promise.NO_FAULT, () -> message);
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }

  @Override
  public String getLogGroupName() {
    return getFunctionName();
  }

  @Override
  public String getLogStreamName() {
    return getFunctionName();
  }

  @Override
  public String getFunctionName() {
    return run.name();
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:" + run.name();
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw new UnsupportedOperationException("There is none.");
  }

  @Override
  public ClientContext getClientContext() {
    throw new UnsupportedOperationException("There is none.");
  }

  @Override
  public int getMemoryLimitInMB() {
    return 1024;
  }
}
