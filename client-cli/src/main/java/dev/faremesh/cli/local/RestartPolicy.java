package dev.faremesh.cli.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of a server that dies.
 *
 * @param restart whether it is started again
 * @param clock tells how long it lived
 * @param timer waits for its next start
 */
record RestartPolicy(boolean restart, InstantSource clock, Timer timer) {
  /** Runs something later. */
  @FunctionalInterface
  interface Timer {
    void after(Duration wait, Runnable action);
  }

  /** On this machine's time. */
  static RestartPolicy of(boolean restart) {
    return new RestartPolicy(
        restart,
        InstantSource.system(),
        (wait, action) ->
            CompletableFuture.delayedExecutor(
                    wait.toMillis(),
                    TimeUnit.MILLISECONDS,
                    task -> Thread.ofPlatform().daemon().name("restart").start(task))
                .execute(action));
  }
}
