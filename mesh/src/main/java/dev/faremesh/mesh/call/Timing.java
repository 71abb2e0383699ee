package dev.faremesh.mesh.call;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance, as everything in this package has them: a test moves the one and seeds the
 * other.
 *
 * @param clock for what lasts seconds
 * @param nanos for what is measured; only differences mean something
 * @param timer runs what comes later; it must not be blocked
 * @param random for jitter; used under locks
 */
public record Timing(
    InstantSource clock,
    LongSupplier nanos,
    ScheduledExecutorService timer,
    RandomGenerator random) {
  /** The real thing. */
  public static Timing system(ScheduledExecutorService timer) {
    return new Timing(
        InstantSource.system(), System::nanoTime, timer, RandomGenerator.of("L64X128MixRandom"));
  }
}
