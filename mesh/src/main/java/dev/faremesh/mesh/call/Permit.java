package dev.faremesh.mesh.call;

import io.grpc.Status;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** The right to one attempt. It ends exactly once, whoever ends it: a second ending is ignored. */
public abstract class Permit {
  private static final AtomicIntegerFieldUpdater<Permit> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(Permit.class, "ended");

  private volatile int ended;

  /**
   * Ends the attempt.
   *
   * @param nanos that it took
   */
  public final void settle(Verdict verdict, Status status, long nanos) {
    if (ENDED.compareAndSet(this, 0, 1)) {
      end(verdict, status, nanos);
    }
  }

  /** Called once. */
  abstract void end(Verdict verdict, Status status, long nanos);
}
