package chat.endtoend;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** One socket of a client. What happens to it is told on the client's own thread. */
@NullMarked
final class ClientSocket implements WebSocket.Listener {
  private final Executor loop;
  private final Owner owner;
  private final StringBuilder partial = new StringBuilder();
  private final AtomicBoolean over = new AtomicBoolean();
  private CompletableFuture<WebSocket> opening = new CompletableFuture<>();
  private CompletableFuture<WebSocket> sending = opening;

  /** Whose socket it is. */
  interface Owner {
    void opened(ClientSocket socket);

    void received(ClientSocket socket, JsonObject frame);

    /** It did not open, or has ended; told once. */
    void lost(ClientSocket socket);
  }

  private ClientSocket(Executor loop, Owner owner) {
    this.loop = loop;
    this.owner = owner;
  }

  static ClientSocket open(EmbeddedCloud cloud, String user, Executor loop, Owner owner) {
    ClientSocket socket = new ClientSocket(loop, owner);
    socket.opening = TestClient.open(cloud, cloud.issuer().token(user), socket);
    socket.sending = socket.opening.whenComplete((opened, failure) -> {
      if (failure == null) {
        loop.execute(() -> owner.opened(socket));
      } else {
        socket.end();
      }
    });
    return socket;
  }

  /** After what was sent before. Called on the client's thread only. */
  void send(String frame) {
    sending = sending.thenCompose(socket -> socket.sendText(frame, true)).whenComplete((sent, failure) -> {
      if (failure != null) {
        end();
      }
    });
  }

  /** Without a word, as when the network is gone. Nothing more is told of it. */
  void abort() {
    over.set(true);
    var _ = opening.thenAccept(WebSocket::abort);
  }

  private void end() {
    if (over.compareAndSet(false, true)) {
      loop.execute(() -> owner.lost(this));
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      JsonObject frame = JsonObject.parse(partial.toString());
      partial.setLength(0);
      loop.execute(() -> owner.received(this, frame));
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    end();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    end();
  }
}
