package dev.faremesh.cli.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a verb end in its own way when the process is told to stop, by Ctrl-C or SIGTERM. The
 * process ends when the verb has closed this, or after a bounded wait, with the exit code that is
 * customary: 130 or 143.
 */
public final class StopSignal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              awaitClose();
            },
            "stop");
  }

  /**
   * Waits for the signal.
   *
   * @param stop tells the verb to end; runs on a thread of its own, and must not wait for it
   */
  public static StopSignal then(Runnable stop) {
    var signal = new StopSignal(stop);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void awaitClose() {
    try {
      var _ = over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The verb has ended. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is stopping: the hook runs, and is waiting for the line above
    }
  }
}
