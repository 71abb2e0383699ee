package dev.faremesh.cli.demo;

/** How many riders look at fares as the evening goes on: a rush, and a venue that empties. */
final class Evening {
  private static final double CALM_PER_SECOND = 0.35;
  private static final double RUSH = 1.6;
  private static final double RUSH_WITHIN_SECONDS = 900;

  /** The venue's shows end so often, the first one soon. */
  private static final int SHOW_SECONDS = 3_600;

  private static final int FIRST_END = 180;
  private static final int LEAVING_SECONDS = 1_200;
  private static final double LEAVING_PER_SECOND = 0.25;

  private Evening() {}

  /** Riders expected in a second, all over the city. */
  static double riders(long second) {
    var rush = Math.min(1, second / RUSH_WITHIN_SECONDS);
    return CALM_PER_SECOND * (1 + (RUSH - 1) * rush);
  }

  /** Riders expected in a second at the venue. */
  static double leavingVenue(long second) {
    var sinceEnd = Math.floorMod(second - FIRST_END, SHOW_SECONDS);
    return second >= FIRST_END && sinceEnd < LEAVING_SECONDS ? LEAVING_PER_SECOND : 0;
  }
}
