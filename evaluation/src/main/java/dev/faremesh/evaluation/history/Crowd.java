package dev.faremesh.evaluation.history;

import java.time.LocalDateTime;
import java.util.random.RandomGenerator;

/**
 * Riders that come all at once, beside those of every day: a concert ends, a train line fails.
 *
 * @param spot which hot spot, by its place among them
 * @param from when it begins
 * @param until when it is over
 * @param perMinute how many riders
 */
record Crowd(int spot, LocalDateTime from, LocalDateTime until, double perMinute) {
  /** A crowd that begins some time in the second half of a day. */
  static Crowd drawn(LocalDateTime midnight, int spots, double cityPerMinute, RandomGenerator r) {
    var from = midnight.plusMinutes(12 * 60 + r.nextInt(12 * 60));
    var until = from.plusMinutes(20 + r.nextInt(70));
    double size = 0.03 + 0.12 * r.nextDouble() * r.nextDouble();
    return new Crowd(r.nextInt(spots), from, until, size * cityPerMinute);
  }

  boolean at(LocalDateTime time) {
    return !time.isBefore(from) && time.isBefore(until);
  }
}
