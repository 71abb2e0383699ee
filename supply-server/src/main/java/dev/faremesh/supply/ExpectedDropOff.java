package dev.faremesh.supply;

/**
 * A drop-off while it counts.
 *
 * @param cell where
 * @param tick when it is expected
 * @param until when it ceases to count: at its own time, or with the lease of its driver
 */
record ExpectedDropOff(long cell, long tick, long until) {
  static ExpectedDropOff of(DropOff dropOff, long lease) {
    long tick = Tick.ending(dropOff.expected());
    return new ExpectedDropOff(dropOff.cell(), tick, Math.min(tick, lease));
  }
}
