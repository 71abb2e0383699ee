package dev.faremesh.pricing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;

/**
 * How a city is driven.
 *
 * @param zone whose hours count
 * @param detour how much longer a road is than the crow flies, 1 to 5
 * @param kilometersPerHour for each hour of the day, from midnight, 1 to 200
 */
public record Traffic(ZoneId zone, double detour, List<Double> kilometersPerHour) {
  /** Of a city that does not say (pricing.md, section 6). */
  public static final double USUAL_DETOUR = 1.35;

  /** Likewise, at any hour: 21 km/h. */
  public static final List<Double> USUAL_SPEEDS = Collections.nCopies(24, 21.0);

  public Traffic {
    Expected.that(detour >= 1 && detour <= 5, "detour", detour, "1 to 5");
    kilometersPerHour = List.copyOf(kilometersPerHour);
    Expected.that(
        kilometersPerHour.size() == 24,
        "speed_kmh",
        kilometersPerHour.size() + " numbers",
        "24, one for each hour, or none");
    for (int hour = 0; hour < 24; hour++) {
      double speed = kilometersPerHour.get(hour);
      Expected.that(speed >= 1 && speed <= 200, "speed_kmh[" + hour + "]", speed, "1 to 200");
    }
  }

  /**
   * The speed of the hour that holds a moment. A day of 23 or 25 hours misses one, or has it twice.
   */
  double metersPerSecond(Instant moment) {
    return kilometersPerHour.get(moment.atZone(zone).getHour()) / 3.6;
  }
}
