package dev.faremesh.mesh.call;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import dev.faremesh.mesh.policy.Policy;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts may be under way. The algorithm is Netflix's Vegas, which falls on drops as
 * well as on queueing; the permits are ours, so that none can leak. A fast failure is no sample: it
 * would teach the limit that the callee is quick. Safe for use by threads.
 */
final class ConcurrencyLimit {
  private final Limit algorithm;
  private final int floor;
  private int underWay;

  private ConcurrencyLimit(Limit algorithm, int floor) {
    this.algorithm = algorithm;
    this.floor = floor;
  }

  static ConcurrencyLimit of(Policy.Limit policy) {
    return policy.adaptive()
        ? new ConcurrencyLimit(
            VegasLimit.newBuilder()
                .initialLimit(Math.min(policy.max(), Math.max(policy.min(), 20)))
                .maxConcurrency(policy.max())
                .build(),
            policy.min())
        : new ConcurrencyLimit(FixedLimit.of(policy.max()), policy.max());
  }

  /** A permit, or null when as many are out as the limit allows. */
  synchronized @Nullable Permit tryAcquire() {
    if (underWay >= inForce()) {
      return null;
    }
    underWay++;
    return new Place(underWay);
  }

  /** The limit in force. */
  synchronized int inForce() {
    return Math.max(floor, algorithm.getLimit());
  }

  /** Attempts that hold a permit. */
  synchronized int underWay() {
    return underWay;
  }

  private synchronized void end(Verdict verdict, Status status, long nanos, int whenAcquired) {
    underWay--;
    switch (verdict) {
      case SUCCESS -> algorithm.onSample(0, Math.max(1, nanos), whenAcquired, false);
      case FAILURE -> {
        if (dropped(status.getCode())) {
          algorithm.onSample(0, Math.max(1, nanos), whenAcquired, true);
        }
      }
      case IGNORED -> {}
    }
  }

  private static boolean dropped(Status.Code code) {
    return code == Status.Code.DEADLINE_EXCEEDED || code == Status.Code.RESOURCE_EXHAUSTED;
  }

  private final class Place extends Permit {
    private final int whenAcquired;

    Place(int whenAcquired) {
      this.whenAcquired = whenAcquired;
    }

    @Override
    void end(Verdict verdict, Status status, long nanos) {
      ConcurrencyLimit.this.end(verdict, status, nanos, whenAcquired);
    }
  }
}
