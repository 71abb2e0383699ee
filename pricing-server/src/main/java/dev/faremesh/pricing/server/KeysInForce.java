package dev.faremesh.pricing.server;

import dev.faremesh.mesh.seal.KeyFile;
import dev.faremesh.mesh.seal.SealKeys;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The keys that quotes are signed with: those of a file as it is now, or of this process alone. */
final class KeysInForce implements Supplier<SealKeys>, AutoCloseable {
  private static final Logger LOG = System.getLogger(KeysInForce.class.getName());

  private final Supplier<SealKeys> current;
  private final Runnable close;

  private KeysInForce(Supplier<SealKeys> current, Runnable close) {
    this.current = current;
    this.close = close;
  }

  /**
   * Reads the file, if there is one.
   *
   * @param timer says when to look at it again
   * @throws IllegalArgumentException when the file is wrong
   */
  static KeysInForce open(Optional<Path> file, ScheduledExecutorService timer) {
    if (file.isEmpty()) {
      LOG.log(
          Level.INFO,
          "no quote-keys: the key of quotes is of this process alone, no other verifies them");
      var ephemeral = SealKeys.ephemeral();
      return new KeysInForce(() -> ephemeral, () -> {});
    }
    try {
      var watched = new KeyFile(file.get()).watch(timer);
      return new KeysInForce(watched::value, watched::close);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("quote-keys: " + e.getMessage(), e);
    }
  }

  @Override
  public SealKeys get() {
    return current.get();
  }

  @Override
  public void close() {
    close.run();
  }
}
