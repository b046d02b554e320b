package chat.local.dynamodb;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** How far each shard of each stream has been handled. */
interface Checkpoints {
  /** The sequence number of the last handled record of a shard; empty when none was. */
  Optional<String> find(String shardId);

  void save(String shardId, String sequenceNumber);

  /** Knows nothing and keeps nothing: an engine in memory has no past. */
  Checkpoints NONE = new Checkpoints() {
    @Override
    public Optional<String> find(String shardId) {
      return Optional.empty();
    }

    @Override
    public void save(String shardId, String sequenceNumber) {
      // nothing outlives the process
    }
  };

  /** Keeps the numbers in one small file, replaced as a whole at every save. */
  static Checkpoints storedIn(Path directory) {
    return new InFile(directory.resolve("stream-checkpoints.properties"));
  }

  /** One line a shard. */
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
    public synchronized Optional<String> find(String shardId) {
      return Optional.ofNullable(positions.getProperty(shardId));
    }

    @Override
    public synchronized void save(String shardId, String sequenceNumber) {
      positions.setProperty(shardId, sequenceNumber);
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
  }
}
