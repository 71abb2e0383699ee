package dev.faremesh.evaluation.simulate.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The riders of an evening under one seed, in the order of the sessions: where each looks, and what
 * each wants. The same under every policy. Immutable once made.
 */
public final class Riders {
  private static final int SECOND = 0;

  final Sessions sessions;
  final int[] second;
  final double[] multiple;
  final int[] tolerance;
  final int[] patience;
  final double[] dropEast;
  final double[] dropNorth;
  final double[] roadKm;
  final double[] fare;

  /**
   * Riders who want this.
   *
   * @param wants of each session, in the order of time
   */
  Riders(Sessions sessions, List<Want> wants) {
    if (wants.size() != sessions.count()) {
      throw new IllegalArgumentException(
          "wants: %d (expected: %d)".formatted(wants.size(), sessions.count()));
    }
    this.sessions = sessions;
    second = wants.stream().mapToInt(Want::second).toArray();
    multiple = wants.stream().mapToDouble(Want::multiple).toArray();
    tolerance = wants.stream().mapToInt(Want::tolerance).toArray();
    patience = wants.stream().mapToInt(Want::patience).toArray();
    dropEast = wants.stream().mapToDouble(Want::dropEast).toArray();
    dropNorth = wants.stream().mapToDouble(Want::dropNorth).toArray();
    roadKm = wants.stream().mapToDouble(Want::roadKm).toArray();
    fare = wants.stream().mapToDouble(Want::fare).toArray();
  }

  /** Draws what riders want. */
  public static Riders drawn(Sessions sessions, Hotspots hotspots, FareRates rates, Dice dice) {
    var taste = new Taste(hotspots, rates);
    var seconds = seconds(sessions, dice);
    var wants = new ArrayList<Want>(seconds.length);
    for (int rider = 0; rider < seconds.length; rider++) {
      double east = sessions.east(rider);
      wants.add(taste.draw(seconds[rider], east, sessions.north(rider), dice.of(rider)));
    }
    return new Riders(sessions, wants);
  }

  /** Within the minutes that are known, riders are spread evenly. */
  private static int[] seconds(Sessions sessions, Dice dice) {
    var seconds = new int[sessions.count()];
    for (int rider = 0; rider < seconds.length; rider++) {
      seconds[rider] = 60 * sessions.minute(rider) + (int) (60 * dice.of(rider).roll(SECOND));
    }
    for (int minute = 0; minute < sessions.minutes(); minute++) {
      Arrays.sort(seconds, sessions.firstOf(minute), sessions.firstOf(minute + 1));
    }
    return seconds;
  }

  public Sessions sessions() {
    return sessions;
  }

  public int count() {
    return second.length;
  }
}
