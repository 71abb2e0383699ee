package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.call.Latency;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the unary calls to a server's services, since the start. Streams, health,
 * reflection and the services by which the mesh itself is looked after do not count. Safe for use
 * by threads.
 */
public final class ServedCalls {
  private final LongAdder ok = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder shed = new LongAdder();
  private final Latency latency = new Latency();
  private final AdmissionLimit limit;

  /**
   * A server without calls.
   *
   * @param maxCalls the most that may be under way, at least 1
   */
  public ServedCalls(int maxCalls) {
    this.limit = new AdmissionLimit(maxCalls);
  }

  void ok(long nanos) {
    ok.increment();
    latency.record(nanos);
  }

  void failed() {
    failed.increment();
  }

  void shed() {
    shed.increment();
  }

  AdmissionLimit limit() {
    return limit;
  }

  /** How long the calls took that were OK. */
  public Latency latency() {
    return latency;
  }

  /** The numbers now. */
  public Snapshot snapshot() {
    long ok = this.ok.sum();
    return new Snapshot(ok + failed.sum(), ok, shed.sum(), limit.inForce(), limit.underWay());
  }

  /**
   * Numbers of one moment.
   *
   * @param calls that ended, those included that were shed
   * @param ok of them, OK
   * @param shed of them, turned away before work
   * @param limit in force on calls under way
   * @param underWay calls that were admitted and have not ended
   */
  public record Snapshot(long calls, long ok, long shed, int limit, int underWay) {
    public long failed() {
      return calls - ok;
    }
  }
}
