package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

/** What must not take long. JUnit's own timeout would bound the fuzzing of a target as a whole. */
@FunctionalInterface
interface Bounded {
  /** Far more than any input of some KiB needs, on a busy machine and instrumented. */
  Duration MOST = Duration.ofSeconds(10);

  void act() throws IOException;

  /** Fails when it took too long. */
  static void run(Bounded work) throws IOException {
    long start = System.nanoTime();
    work.act();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
  }
}
