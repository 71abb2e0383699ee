package dev.faremesh.evaluation.history;

import dev.faremesh.cli.replay.Place;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A city that nobody planned for a forecast: hot spots with rhythms of their own, days that are
 * busier than others, rain, places that have their day, crowds, and chance. Gives its rides minute
 * by minute; the same seed gives the same rides. Used by one thread.
 */
final class SyntheticCity {
  private static final int SPOTS = 60;
  private static final double SCATTERED = 0.10;
  private static final double CROWDS_PER_DAY = 4;
  private static final double RAIN_PER_HOUR = 0.02;
  private static final double RAIN_FACTOR = 1.35;
  private static final int MINUTES_PER_DAY = 24 * 60;

  private final SplittableRandom random;
  private final double perMinute;
  private final List<HotSpot> spots = new ArrayList<>();
  private final HotSpot anywhere;
  private final Drift day;
  private final Drift hour;
  private final List<Drift> spotDays = new ArrayList<>();
  private final List<Drift> spotHours = new ArrayList<>();
  private final double usual;
  private List<Crowd> crowds = List.of();
  private int rainMinutes;

  /**
   * A city.
   *
   * @param perDay rides on an average day
   */
  SyntheticCity(Place centre, double perDay, long seed) {
    random = new SplittableRandom(seed);
    perMinute = perDay / MINUTES_PER_DAY;
    double shares = 0;
    for (int rank = 0; rank < SPOTS; rank++) {
      shares += HotSpot.share(rank);
    }
    for (int rank = 0; rank < SPOTS; rank++) {
      spots.add(HotSpot.drawn(centre, rank, shares, random));
      spotDays.add(new Drift(0.6, 0.12, random));
      spotHours.add(new Drift(0.7, 0.15, random));
    }
    anywhere = new HotSpot(centre, 7_000, SCATTERED, Rhythm.HOMES);
    day = new Drift(0.5, 0.14, random);
    hour = new Drift(0.8, 0.12, random);
    usual = usual();
  }

  /** What the rhythms of an average minute add up to. */
  private double usual() {
    var monday = LocalDateTime.of(2001, 1, 1, 0, 0);
    double sum = 0;
    for (int minute = 0; minute < 7 * MINUTES_PER_DAY; minute++) {
      for (HotSpot spot : spots) {
        sum += spot.share() * spot.rhythm().at(monday.plusMinutes(minute));
      }
    }
    return sum / (7 * MINUTES_PER_DAY);
  }

  /** Where rides begin in a minute. Minutes are asked for in order. */
  List<Place> rides(LocalDateTime minute) {
    if (minute.getHour() == 0 && minute.getMinute() == 0) {
      newDay(minute);
    }
    if (minute.getMinute() == 0) {
      newHour();
    }
    double city = perMinute * day.factor() * hour.factor() * rain() / usual;
    var rides = new ArrayList<Place>();
    for (int i = 0; i < spots.size(); i++) {
      var spot = spots.get(i);
      double busy = spotDays.get(i).factor() * spotHours.get(i).factor();
      double mean = (1 - SCATTERED) * city * spot.share() * spot.rhythm().at(minute) * busy;
      draw(spot, mean + crowd(i, minute), rides);
    }
    draw(anywhere, SCATTERED * city * anywhere.rhythm().at(minute), rides);
    return rides;
  }

  private void newDay(LocalDateTime midnight) {
    day.step(random);
    spotDays.forEach(drift -> drift.step(random));
    int count = Poisson.draw(CROWDS_PER_DAY, random);
    crowds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      crowds.add(Crowd.drawn(midnight, spots.size(), perMinute, random));
    }
  }

  private void newHour() {
    hour.step(random);
    spotHours.forEach(drift -> drift.step(random));
    if (rainMinutes == 0 && random.nextDouble() < RAIN_PER_HOUR) {
      rainMinutes = 60 + random.nextInt(300);
    }
  }

  private double rain() {
    if (rainMinutes == 0) {
      return 1;
    }
    rainMinutes--;
    return RAIN_FACTOR;
  }

  private double crowd(int spot, LocalDateTime minute) {
    double riders = 0;
    for (Crowd crowd : crowds) {
      riders += crowd.spot() == spot && crowd.at(minute) ? crowd.perMinute() : 0;
    }
    return riders;
  }

  private void draw(HotSpot spot, double mean, List<Place> rides) {
    for (int left = Poisson.draw(mean, random); left > 0; left--) {
      rides.add(spot.draw(random));
    }
  }
}
