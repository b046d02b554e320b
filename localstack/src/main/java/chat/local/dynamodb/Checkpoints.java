package chat.local.dynamodb;

import chat.topology.Function;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** How far each reader of a stream has handled each shard. */
interface Checkpoints {
  /** The sequence number of the last record of a shard that the function handled; empty when it handled none. */
  Optional<String> find(Function reader, String shardId);

  void save(Function reader, String shardId, String sequenceNumber);

  /** Knows nothing and keeps nothing: an engine in memory has no past. */
  Checkpoints NONE = new Checkpoints() {
    @Override
    public Optional<String> find(Function reader, String shardId) {
      return Optional.empty();
    }

    @Override
    public void save(Function reader, String shardId, String sequenceNumber) {
      // nothing outlives the process
    }
  };

  /** Keeps the numbers in one small file, replaced as a whole at every save. */
  static Checkpoints storedIn(Path directory) {
    return new InFile(directory.resolve("stream-checkpoints.properties"));
  }

  /** One line a reader and shard. */
  final class InFile implements Checkpoints {
    private final Path file;
    private final Properties positions = new Properties();

    private InFile(Path file) {
      this.file = file;
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          positions.load(reader);
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }

    @Override
    public synchronized Optional<String> find(Function reader, String shardId) {
      return Optional.ofNullable(positions.getProperty(key(reader, shardId)));
    }

    @Override
    public synchronized void save(Function reader, String shardId, String sequenceNumber) {
      positions.setProperty(key(reader, shardId), sequenceNumber);
      Path next = file.resolveSibling(file.getFileName() + ".next");
      try {
        try (Writer writer = Files.newBufferedWriter(next)) {
          positions.store(writer, null);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }

    private static String key(Function reader, String shardId) {
      return reader.name() + "/" + shardId;
    }
  }
}
