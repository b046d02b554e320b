package chat.entrypoint;

import chat.aws.dynamodb.WatchStream;
import chat.aws.dynamodb.WatchStream.WatchRecord;
import chat.model.UserId;
import chat.watch.TellWatchers;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells each watcher of all who changed within a window of the stream. A fault fails the whole batch, which Lambda then halves. */
public final class WatchHandler implements RequestStreamHandler {
  private final TellWatchers tellWatchers;

  public WatchHandler() {
    this(ChatApp.inLambda());
  }

  public WatchHandler(ChatApp app) {
    this.tellWatchers = app.tellWatchers();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Map<UserId, Set<UserId>> byWatcher = new LinkedHashMap<>();
    for (WatchRecord record : WatchStream.read(LambdaIo.read(in))) {
      byWatcher.computeIfAbsent(record.watcher(), _ -> new LinkedHashSet<>()).add(record.watched());
    }
    tellWatchers.tell(byWatcher);
    BatchItemFailures.write(out, List.of());
  }
}
