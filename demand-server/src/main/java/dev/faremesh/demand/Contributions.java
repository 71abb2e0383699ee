package dev.faremesh.demand;

import it.unimi.dsi.fastutil.longs.LongSet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Counts over a window to which each id contributes once, where and when it was last put.
 *
 * <p>Not safe for use by threads.
 */
final class Contributions {
  /** What one id contributes. */
  record Contribution(Spot spot, Instant at) {}

  private final WindowCounts counts = new WindowCounts();
  private final SequencedMap<String, Contribution> byId = new LinkedHashMap<>();

  /** Moves the contribution of an id; has no effect when it was put at a later time already. */
  void put(String id, Spot spot, Instant at) {
    var before = byId.get(id);
    if (before != null) {
      if (at.isBefore(before.at)) {
        return;
      }
      counts.remove(before.spot, before.at);
    }
    byId.putLast(id, new Contribution(spot, at));
    counts.add(spot, at);
  }

  /** Takes the contribution of an id back. */
  Optional<Contribution> remove(String id) {
    var removed = Optional.ofNullable(byId.remove(id));
    removed.ifPresent(it -> counts.remove(it.spot, it.at));
    return removed;
  }

  /** The window begins here: what was put in earlier ticks is forgotten. */
  void dropBefore(Instant from) {
    counts.dropBefore(from);
    // Ids are in the order of their arrival, which is nearly that of their times: one that arrived
    // late outlives its count, but no longer than another window.
    var eldest = byId.firstEntry();
    while (eldest != null && WindowCounts.tick(eldest.getValue().at) < WindowCounts.tick(from)) {
      byId.pollFirstEntry();
      eldest = byId.firstEntry();
    }
  }

  int at(Spot spot) {
    return counts.at(spot);
  }

  /** The cells at which there are any of a product. */
  LongSet cells(String product) {
    return counts.cells(product);
  }

  void clear() {
    counts.clear();
    byId.clear();
  }
}
