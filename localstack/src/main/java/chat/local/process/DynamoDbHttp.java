package chat.local.process;

import chat.local.process.LoopbackServer.Answer;
import chat.local.process.LoopbackServer.Request;
import chat.local.trace.Invocation;
import chat.topology.Function;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

/**
 * The embedded tables over HTTP, in DynamoDB's own protocol
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html), for functions in
 * processes of their own. DynamoDB Local's server would listen on every address and hold tables of its own.
 */
public final class DynamoDbHttp implements LoopbackServer.Responder, AutoCloseable {
  private static final ObjectMapper JSON = new DynamoDbObjectMapper();
  private static final Pattern TARGET = Pattern.compile("DynamoDB_20120810\\.(\\w+)");
  private static final Pattern CALLER = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]*)/.*");
  private static final Map<String, Method> OPERATIONS = Arrays.stream(DynamoDbClient.class.getMethods())
      .filter(method -> method.getParameterCount() == 1
          && DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0])
          && !method.getName().endsWith("Paginator"))
      .collect(Collectors.toUnmodifiableMap(
          method -> Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1),
          method -> method));

  private final Tables tables;
  private final Map<String, Function> callers;
  private final RunningInvocations running;
  private final LoopbackServer server;

  private DynamoDbHttp(Tables tables, List<Function> functions, RunningInvocations running) {
    this.tables = tables;
    this.callers = functions.stream().collect(Collectors.toUnmodifiableMap(Function::name, function -> function));
    this.running = running;
    this.server = LoopbackServer.open(this);
  }

  /** The tables as a function has them. */
  @FunctionalInterface
  public interface Tables {
    /** {@code invocation}: that makes the call, if it is known. */
    DynamoDbClient of(Function function, Optional<Invocation> invocation);
  }

  /** {@code functions}: who may call, each signing with its name. */
  public static DynamoDbHttp open(Tables tables, List<Function> functions, RunningInvocations running) {
    return new DynamoDbHttp(tables, functions, running);
  }

  public URI address() {
    return URI.create("http://" + server.authority());
  }

  /** A signature must be there but is not checked. */
  @Override
  public Answer answer(Request request) {
    Matcher caller = CALLER.matcher(request.header("Authorization"));
    Function function = caller.matches() ? callers.get(caller.group(1)) : null;
    if (function == null) {
      return refusal(400, "UnrecognizedClientException", "No function signs so.");
    }
    Matcher target = TARGET.matcher(request.header("X-Amz-Target"));
    Method operation = target.matches() ? OPERATIONS.get(target.group(1)) : null;
    if (!request.method().equals("POST") || operation == null) {
      return refusal(400, "UnknownOperationException", "No such operation.");
    }
    try {
      Object call = JSON.readValue(request.body(), operation.getParameterTypes()[0]);
      DynamoDbClient client = tables.of(function, running.find(request.header("X-Amzn-Trace-Id")));
      return Answer.of(200, JSON.writeValueAsString(operation.invoke(client, call)));
    } catch (InvocationTargetException thrown) {
      return failure(thrown.getCause());
    } catch (IOException unreadable) {
      return refusal(400, "SerializationException", "The request cannot be read.");
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Answer failure(@Nullable Throwable thrown) {
    return thrown instanceof AwsServiceException refused && refused.awsErrorDetails() != null
        ? refusal(refused)
        : refusal(500, "InternalServerError", String.valueOf(thrown));
  }

  private static Answer refusal(AwsServiceException refused) {
    ObjectNode body = body(refused.awsErrorDetails().errorCode(), refused.awsErrorDetails().errorMessage());
    switch (refused) {
      case ConditionalCheckFailedException failed when failed.hasItem() ->
        body.set("Item", JSON.valueToTree(failed.item()));
      case TransactionCanceledException cancelled ->
        body.set("CancellationReasons", JSON.valueToTree(cancelled.cancellationReasons()));
      default -> {
        // nothing more is said
      }
    }
    return Answer.of(refused.statusCode() == 0 ? 400 : refused.statusCode(), body.toString());
  }

  private static Answer refusal(int status, String code, String sentence) {
    return Answer.of(status, body(code, sentence).toString());
  }

  private static ObjectNode body(String code, String sentence) {
    return JSON.createObjectNode().put("__type", "com.amazonaws.dynamodb.v20120810#" + code).put("message", sentence);
  }

  @Override
  public void close() {
    server.close();
  }
}
