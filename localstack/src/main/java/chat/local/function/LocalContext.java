package chat.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/** What a handler may ask about its invocation. */
final class LocalContext implements Context {
  private final Function function;
  private final Work work;
  private final FunctionLog log;

  LocalContext(Function function, Work work, FunctionLog log) {
    this.function = function;
    this.work = work;
    this.log = log;
  }

  @Override
  public String getAwsRequestId() {
    return work.requestId();
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function.name();
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + function.name();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) work.timeLeft().toMillis();
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public LambdaLogger getLogger() {
    return new Lines(log);
  }

  private record Lines(FunctionLog log) implements LambdaLogger {
    @Override
    public void log(String message) {
      log.add(message);
    }

    @Override
    public void log(byte[] message) {
      log.add(new String(message, UTF_8));
    }
  }
}
