package chat.simulation;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What Lambda tells a function of its invocation. */
public final class RunContext implements Context {
  private final FunctionRun run;
  private final Consumer<String> logged;

  public RunContext(FunctionRun run, Consumer<String> logged) {
    this.run = run;
    this.logged = logged;
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
        logged.accept(message);
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
