package dev.faremesh.demand.rpc;

import dev.faremesh.mesh.stream.EventClock;
import java.time.Instant;
import java.util.Optional;

/**
 * How far what feeds told can be trusted at one moment.
 *
 * @param moment in which it was read, and up to when sessions were heard
 * @param coverage the share of the window that a feed was heard, 0 to 1
 * @param scale seconds of event time per second of wall time
 */
record FeedReading(EventClock.Moment moment, double coverage, double scale) {
  /** No feed has ever spoken. */
  static FeedReading unheard(Instant now) {
    return new FeedReading(new EventClock.Moment(now, Optional.empty()), 0, 1);
  }

  /** Whether counts mean anything: without a feed, none is not the same as not known. */
  boolean counts() {
    return coverage > 0;
  }

  /** Whether there is anything to expect: what was heard once is expected to go on. */
  boolean expects() {
    return moment.asOf().isPresent();
  }
}
