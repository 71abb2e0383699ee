package dev.faremesh.mesh.fault;

import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.LogNormal;
import dev.faremesh.mesh.v1.Uniform;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which calls of a row a fault hits, and how long it delays each. The same seed says the same of
 * the same row. Safe for use by threads.
 */
final class Chance {
  /** 99 of 100 values of the standard normal distribution are below it. */
  private static final double NORMAL_P99 = 2.3263478740408408;

  /** Where the tail of a log-normal delay is cut: no fault lasts longer. */
  private static final double LONGEST_NANOS = 3600e9;

  private final Fault fault;
  private final SplittableRandom row;

  Chance(Fault fault, long seed) {
    this.fault = fault;
    this.row = new SplittableRandom(seed);
  }

  /** The delay of the next call in nanoseconds, 0 for none; empty when the call is spared. */
  OptionalLong next() {
    var draws = nextDraws();
    return draws.nextDouble() * 100 < fault.getPercentage()
        ? OptionalLong.of(nanos(fault.getDelay(), draws))
        : OptionalLong.empty();
  }

  /** Each call draws from a source of its own, so that what one draws does not move the next. */
  private synchronized RandomGenerator nextDraws() {
    return row.split();
  }

  private static long nanos(Delay delay, RandomGenerator draws) {
    return switch (delay.getDistributionCase()) {
      case FIXED -> Durations.toNanos(delay.getFixed());
      case LOG_NORMAL -> logNormal(delay.getLogNormal(), draws);
      case UNIFORM -> uniform(delay.getUniform(), draws);
      case DISTRIBUTION_NOT_SET -> 0;
    };
  }

  private static long logNormal(LogNormal delay, RandomGenerator draws) {
    double median = Durations.toNanos(delay.getMedian());
    double sigma = Math.log(Durations.toNanos(delay.getP99()) / median) / NORMAL_P99;
    return (long) Math.min(LONGEST_NANOS, median * Math.exp(sigma * draws.nextGaussian()));
  }

  private static long uniform(Uniform delay, RandomGenerator draws) {
    return draws.nextLong(Durations.toNanos(delay.getMin()), Durations.toNanos(delay.getMax()) + 1);
  }
}
