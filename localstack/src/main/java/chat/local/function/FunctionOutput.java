package chat.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Standard output and error of this process, which functions share: what one prints becomes lines of its log. */
final class FunctionOutput extends OutputStream {
  private static final PrintStream CONSOLE = System.out;
  /** Threads that a function starts are its own too. */
  private static final ThreadLocal<@Nullable FunctionOutput> OF_THREAD = new InheritableThreadLocal<>();

  static {
    System.setOut(new PrintStream(new Sorted(System.out), true, UTF_8));
    System.setErr(new PrintStream(new Sorted(System.err), true, UTF_8));
  }

  private final FunctionLog log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private FunctionOutput(FunctionLog log) {
    this.log = log;
  }

  /** Where the host itself writes. */
  static PrintStream console() {
    return CONSOLE;
  }

  /** What this thread prints from now on is the function's. */
  static void belongsTo(FunctionLog log) {
    OF_THREAD.set(new FunctionOutput(log));
  }

  /** What this thread has printed without an end of line becomes a line. */
  static void endLine() {
    FunctionOutput function = OF_THREAD.get();
    if (function != null && function.line.size() > 0) {
      function.write('\n');
    }
  }

  @Override
  public synchronized void write(int next) {
    if (next == '\n') {
      log.add(line.toString(UTF_8));
      line.reset();
    } else {
      line.write(next);
    }
  }

  /** Passes each byte to the function of the writing thread, or through. */
  private static final class Sorted extends OutputStream {
    private final PrintStream through;

    private Sorted(PrintStream through) {
      this.through = through;
    }

    @Override
    public void write(int next) {
      FunctionOutput function = OF_THREAD.get();
      if (function == null) {
        through.write(next);
      } else {
        function.write(next);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      FunctionOutput function = OF_THREAD.get();
      if (function == null) {
        through.write(bytes, from, length);
      } else {
        for (int index = from; index < from + length; index++) {
          function.write(bytes[index]);
        }
      }
    }

    @Override
    public void flush() {
      through.flush();
    }
  }
}
