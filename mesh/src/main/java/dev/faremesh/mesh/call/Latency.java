package dev.faremesh.mesh.call;

import java.util.Arrays;

/**
 * How long attempts take, lately: a histogram with buckets an eighth of a power of two wide (at
 * most 12 % off), which is halved every 1,024 samples, so that it follows change. Safe for use by
 * threads.
 */
public final class Latency {
  private static final int STEPS = 8;
  private static final int BUCKETS = 64 * STEPS;
  private static final int FADE_AFTER = 1024;

  private final int[] counts = new int[BUCKETS];
  private int total;
  private int sinceFade;

  /** Counts one sample. */
  public synchronized void record(long nanos) {
    counts[bucketOf(Math.max(1, nanos))]++;
    total++;
    if (++sinceFade == FADE_AFTER) {
      fade();
    }
  }

  /**
   * The value that a share of samples lies at or below, in nanoseconds; 0 without samples.
   *
   * @param share 0 to 1
   */
  public synchronized long quantile(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted && seen > 0) {
        return upperEdgeOf(bucket);
      }
    }
    return 0;
  }

  private void fade() {
    Arrays.setAll(counts, i -> counts[i] / 2);
    total = Arrays.stream(counts).sum();
    sinceFade = 0;
  }

  private static int bucketOf(long nanos) {
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    int step = power < 3 ? 0 : (int) (nanos >>> (power - 3)) & (STEPS - 1);
    return power * STEPS + step;
  }

  private static long upperEdgeOf(int bucket) {
    int power = bucket / STEPS;
    int step = bucket % STEPS;
    return power < 3 ? 1L << power : (1L << power) + ((step + 1L) << (power - 3)) - 1;
  }
}
