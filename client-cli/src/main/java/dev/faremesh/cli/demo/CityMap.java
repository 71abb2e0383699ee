package dev.faremesh.cli.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** Where people are in the generated city: mostly around a few hot spots. */
final class CityMap {
  /** Nobody is farther from the centre, in metres. */
  static final double RADIUS = 5_000;

  private static final double ELSEWHERE = 0.2;
  private static final HotSpot VENUE = new HotSpot(new Spot(-850, -700), 250, 1);
  private static final List<HotSpot> HOT_SPOTS =
      List.of(
          new HotSpot(new Spot(0, 0), 600, 3),
          new HotSpot(new Spot(-700, 850), 500, 2),
          new HotSpot(new Spot(-3_300, -500), 700, 2),
          new HotSpot(new Spot(-2_100, 2_000), 500, 1),
          new HotSpot(new Spot(2_500, 1_000), 800, 2),
          new HotSpot(new Spot(3_600, -1_200), 600, 1),
          VENUE);

  /**
   * A place where people gather.
   *
   * @param spread standard deviation in metres
   * @param weight its share, against those of the others
   */
  private record HotSpot(Spot middle, double spread, int weight) {}

  private final RandomGenerator random;

  CityMap(RandomGenerator random) {
    this.random = random;
  }

  /** Somebody's place. */
  Spot anywhere() {
    return random.nextDouble() < ELSEWHERE ? uniform() : near(hotSpot());
  }

  /** A place outside the venue, when it lets its people out. */
  Spot atVenue() {
    return near(VENUE);
  }

  private HotSpot hotSpot() {
    int draw = random.nextInt(HOT_SPOTS.stream().mapToInt(HotSpot::weight).sum());
    for (HotSpot spot : HOT_SPOTS) {
      draw -= spot.weight();
      if (draw < 0) {
        return spot;
      }
    }
    return VENUE;
  }

  private Spot near(HotSpot spot) {
    var middle = spot.middle();
    var drawn =
        new Spot(
            middle.north() + random.nextGaussian() * spot.spread(),
            middle.east() + random.nextGaussian() * spot.spread());
    return inside(drawn) ? drawn : middle;
  }

  private Spot uniform() {
    var drawn = new Spot(0, 0);
    do {
      drawn = new Spot(random.nextDouble(-RADIUS, RADIUS), random.nextDouble(-RADIUS, RADIUS));
    } while (!inside(drawn));
    return drawn;
  }

  private static boolean inside(Spot spot) {
    return Math.hypot(spot.north(), spot.east()) <= RADIUS;
  }
}
