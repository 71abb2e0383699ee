package dev.faremesh.evaluation.history;

import dev.faremesh.cli.replay.Place;
import java.util.random.RandomGenerator;

/**
 * A place around which rides begin.
 *
 * @param metres standard deviation of the distance north and east
 * @param share of the city's rides
 */
record HotSpot(Place centre, double metres, double share, Rhythm rhythm) {
  private static final double METRES_PER_DEGREE = 111_195;
  private static final double CITY_METRES = 2_200;
  private static final double LEAST_METRES = 200;
  private static final double MORE_METRES = 450;

  /** One of a city's, the first of which are the greatest (Zipf's law). */
  static HotSpot drawn(Place city, int rank, double sumOfShares, RandomGenerator random) {
    var centre = near(city, CITY_METRES, random);
    double metres = LEAST_METRES + MORE_METRES * random.nextDouble();
    var rhythms = Rhythm.values();
    return new HotSpot(
        centre, metres, share(rank) / sumOfShares, rhythms[random.nextInt(rhythms.length)]);
  }

  /** How great the place of a rank is beside the others. */
  static double share(int rank) {
    return Math.pow(rank + 2.0, -0.9);
  }

  Place draw(RandomGenerator random) {
    return near(centre, metres, random);
  }

  private static Place near(Place place, double metres, RandomGenerator random) {
    double degree = metres / METRES_PER_DEGREE;
    double north = place.latitude() + degree * random.nextGaussian();
    double east =
        place.longitude()
            + degree * random.nextGaussian() / Math.cos(Math.toRadians(place.latitude()));
    return new Place(Math.clamp(north, -89, 89), Math.clamp(east, -180, 180));
  }
}
