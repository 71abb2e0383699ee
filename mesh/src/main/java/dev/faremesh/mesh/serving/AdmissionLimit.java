package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.propagation.Criticality;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many calls a server takes on at once: all that its operator allows, until calls are late, and
 * then fewer. A class of calls may fill its share of the limit, so that the least critical are shed
 * first.
 *
 * <p>It adapts as TCP does, in rounds of about as many calls as are under way. A round in which
 * more than a tenth of calls were late lowers the limit to four fifths of what was under way; any
 * other raises it by a tenth. What is late is a matter of the contract ({@link GrantedTime}), not
 * of a baseline that is learnt: neither quick failures (T29) nor a slow drift can spoil it, and no
 * window is needed in which calls are held back to measure one (T30).
 *
 * <p>The limit never falls below {@link #FLOOR}. With fewer under way, lateness is not the load's
 * doing but that of a cold start, a pause or a slow dependency, and shedding would not help. A
 * floor of 20, as is usual, would never shed on a small server (T28). Safe for use by threads; the
 * lock is held for tens of nanoseconds.
 */
final class AdmissionLimit {
  /** The least that the limit falls to. */
  static final int FLOOR = 8;

  private static final Logger LOG = System.getLogger(AdmissionLimit.class.getName());
  private static final int SHORTEST_ROUND = 16;
  private static final double LATE_SHARE = 0.1;
  private static final double DECREASE = 0.8;
  private static final double INCREASE = 1.1;

  private final int most;
  private final int floor;
  private double limit;
  private int underWay;
  private int mostUnderWay; // in this round, as all that follows
  private int ended;
  private int late;

  /**
   * A limit with nothing under way.
   *
   * @param most that it ever allows, at least 1
   */
  AdmissionLimit(int most) {
    this.most = most;
    this.floor = Math.min(FLOOR, most);
    this.limit = most;
  }

  /** A permit, or empty when calls of this class have filled their share. */
  synchronized Optional<Permit> tryAcquire(Criticality criticality) {
    if (underWay >= inForce() * criticality.shareOfLimit()) {
      return Optional.empty();
    }
    underWay++;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    return Optional.of(new Permit());
  }

  /** The limit in force. */
  synchronized int inForce() {
    return (int) limit;
  }

  /** Calls that hold a permit. */
  synchronized int underWay() {
    return underWay;
  }

  private synchronized void end(Timeliness timeliness) {
    underWay--;
    switch (timeliness) {
      case IN_TIME -> ended++;
      case LATE -> {
        ended++;
        late++;
      }
      case UNKNOWN -> {}
    }
    if (ended >= Math.max(SHORTEST_ROUND, Math.min(mostUnderWay, (int) limit))) {
      adapt();
    }
  }

  private void adapt() {
    double before = limit;
    if (late <= LATE_SHARE * ended) {
      limit = Math.min(most, limit * INCREASE);
    } else if (mostUnderWay > floor) {
      limit = Math.max(floor, Math.min(limit, mostUnderWay) * DECREASE);
    }
    if ((before == most) != (limit == most)) {
      LOG.log(
          Level.INFO,
          "admission limit={0}->{1} late={2}/{3} under-way={4}",
          (int) before,
          (int) limit,
          late,
          ended,
          mostUnderWay);
    }
    ended = 0;
    late = 0;
    mostUnderWay = underWay;
  }

  @Override
  public String toString() {
    return "AdmissionLimit[" + underWay() + "/" + inForce() + " of " + most + "]";
  }

  /** The right to be served. Ends once: a second ending is ignored. */
  final class Permit {
    private final AtomicBoolean over = new AtomicBoolean();

    private Permit() {}

    void end(Timeliness timeliness) {
      if (over.compareAndSet(false, true)) {
        AdmissionLimit.this.end(timeliness);
      }
    }
  }
}
