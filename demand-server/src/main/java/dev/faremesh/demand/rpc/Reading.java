package dev.faremesh.demand.rpc;

import dev.faremesh.demand.Demand;
import dev.faremesh.mesh.stream.EventClock;
import it.unimi.dsi.fastutil.longs.LongCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The demand of some cells, and how far it can be trusted.
 *
 * @param moment in which it was read, and up to when sessions were heard
 * @param window over which is counted
 * @param coverage the share of the window that a feed was heard, 0 to 1
 * @param cells in the order in which they were asked for
 */
record Reading(EventClock.Moment moment, Duration window, double coverage, List<Demand> cells) {
  /** What is known of a city that nobody has spoken of. */
  static Reading unheard(Instant now, Duration window, LongCollection cells) {
    var none = cells.longStream().mapToObj(Demand::none).toList();
    return new Reading(new EventClock.Moment(now, Optional.empty()), window, 0, none);
  }

  /** Whether the counts mean anything: without a feed, none is not the same as not known. */
  boolean heard() {
    return coverage > 0;
  }

  /** How much of the window was listened to. */
  Duration listened() {
    return Duration.ofNanos((long) (window.toNanos() * coverage));
  }
}
