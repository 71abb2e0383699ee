package dev.faremesh.cli.demo;

/** A way that a driver drives, evenly. */
record Leg(Spot from, Spot to, long start, long end) {
  private static final double DETOUR = 1.35;
  private static final double METRES_PER_SECOND = 21_000.0 / 3600;

  /** The way from here to there, starting now. */
  static Leg of(Spot from, Spot to, long now) {
    var seconds = Math.ceil(from.metresTo(to) * DETOUR / METRES_PER_SECOND);
    return new Leg(from, to, now, now + Math.max(30, (long) seconds));
  }

  Spot at(long second) {
    var share = (double) (second - start) / (end - start);
    return from.towards(to, Math.clamp(share, 0, 1));
  }

  /** The same way when a part of it is driven already. */
  Leg begunBefore(long seconds) {
    return new Leg(from, to, start - seconds, end - seconds);
  }
}
