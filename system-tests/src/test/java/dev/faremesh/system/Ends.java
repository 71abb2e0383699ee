package dev.faremesh.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * How many calls ended.
 *
 * @param <K> what kinds of answers there are
 * @param all that ended
 * @param made how many were made
 * @param expected how many should have been made
 */
record Ends<K>(List<End<K>> all, long made, long expected) {
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final double MOST_LATE = 0.05;
  private static final double LEAST_MADE = 0.95;

  /**
   * Of one call.
   *
   * @param late nanoseconds after it was meant to be made
   * @param kind of the answer; null: none
   * @param nanos from when it was meant to be made
   */
  record End<K>(long late, Status status, @Nullable K kind, long nanos) {}

  /** Every call was made, was answered, and the answer was OK. */
  void assertNoneLost() {
    assertThat(made).as("made of %d: %s", expected, this).isGreaterThan(least());
    assertThat(made - all.size()).as("never answered: %s", this).isZero();
    assertThat(failures()).as("lost: %s", this).isEmpty();
  }

  private long least() {
    return (long) (LEAST_MADE * expected);
  }

  /** A test whose machine did not make the calls in time says nothing, and is skipped. */
  void assumeMadeInTime() {
    assume(lateShare() <= MOST_LATE);
  }

  /** Skips a test on a machine that is too slow for it, which must not go unseen. */
  void assume(boolean fastEnough) {
    if (!fastEnough) {
      var reason = "SKIPPED: this machine is too slow for the load: " + this;
      System.out.println(reason);
      Assumptions.abort(reason);
    }
  }

  private double lateShare() {
    return share(all.stream().filter(end -> end.late() > LATE_NANOS).count());
  }

  boolean allEnded() {
    return made > 0 && made == all.size();
  }

  List<Status> failures() {
    return all.stream().map(End::status).filter(status -> !status.isOk()).toList();
  }

  double failedShare() {
    return share(failures().size());
  }

  private double share(long count) {
    return all.isEmpty() ? 0 : (double) count / all.size();
  }

  long count(K kind) {
    return all.stream().filter(end -> kind.equals(end.kind())).count();
  }

  /** Of the latencies. */
  Duration quantile(double share) {
    long[] sorted = all.stream().mapToLong(End::nanos).sorted().toArray();
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1, share * sorted.length)]);
  }

  @Override
  public String toString() {
    return "%d calls of %d, %d not OK %s, OK %s, p50 %.1f ms, p99 %.1f ms, longest %.1f ms, %.1f %% made late"
        .formatted(
            all.size(),
            made,
            failures().size(),
            failures().stream().collect(groupingBy(Status::getCode, TreeMap::new, counting())),
            all.stream()
                .filter(end -> end.kind() != null)
                .collect(groupingBy(End::kind, TreeMap::new, counting())),
            quantile(0.5).toNanos() / 1e6,
            quantile(0.99).toNanos() / 1e6,
            quantile(1).toNanos() / 1e6,
            100 * lateShare());
  }
}
