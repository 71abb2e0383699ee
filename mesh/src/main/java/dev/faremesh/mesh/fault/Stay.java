package dev.faremesh.mesh.fault;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A call in the hands of one fault. Guarded by the fault. */
final class Stay {
  /** Where in the fault the call is. */
  enum Place {
    DELAYED,
    /** It waits for a worker, or has one. */
    QUEUED,
    STALLED
  }

  final HeldCall<?, ?> call;
  Place place = Place.DELAYED;
  @Nullable Future<?> delay;

  /** Nobody waits for it any more, but a worker will be spent on it. */
  boolean abandoned;

  Stay(HeldCall<?, ?> call) {
    this.call = call;
  }

  void stopDelay() {
    if (delay != null) {
      delay.cancel(false);
    }
  }
}
