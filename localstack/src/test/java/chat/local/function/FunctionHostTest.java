package chat.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.function.FunctionHost.Result;
import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class FunctionHostTest {
  private static final Function FUNCTION = new Function("probe", "none", 256, Duration.ofMillis(200), List.of(), false,
      List.of());

  private static Result invoke(RequestStreamHandler handler) {
    try (FunctionHost host = new FunctionHost(function -> handler)) {
      return host.invoke(FUNCTION, "{\"text\":\"grüße\"}");
    }
  }

  @Test
  void whatTheHandlerWritesIsReturned() {
    assertEquals(new Result.Returned("{\"text\":\"grüße\"}"),
        invoke((input, output, context) -> input.transferTo(output)));
  }

  @Test
  void anExceptionIsItsClassAndMessage() {
    assertEquals(new Result.Failed("java.lang.IllegalStateException", "broken"), invoke((input, output, context) -> {
      throw new IllegalStateException("broken");
    }));
  }

  @Test
  void anErrorIsAResultToo() {
    assertEquals(new Result.Failed("java.lang.StackOverflowError", "null"), invoke((input, output, context) -> {
      throw new StackOverflowError();
    }));
  }

  @Test
  void whatTakesTooLongTimesOut() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Result result = invoke((input, output, context) -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException late) {
        interrupted.countDown();
      }
    });
    Result.Failed failed = assertInstanceOf(Result.Failed.class, result);
    assertEquals("Sandbox.Timedout", failed.errorType());
    assertTrue(failed.errorMessage().endsWith("Task timed out after 0.20 seconds"), failed.errorMessage());
    interrupted.await();
  }

  @Test
  void theContextTellsOfTheInvocation() {
    assertEquals(new Result.Returned("probe 256 true true"), invoke((input, output, context) -> {
      int millis = context.getRemainingTimeInMillis();
      output.write("%s %d %s %s".formatted(context.getFunctionName(), context.getMemoryLimitInMB(),
          millis > 0 && millis <= 200, context.getAwsRequestId().length() == 36).getBytes(UTF_8));
    }));
  }
}
