package dev.faremesh.supply;

/**
 * How often drivers log on and off: counts over what they were counted in, both fading by the
 * minute. Those of a cell are few, so its rates lean on those of the city as if {@link #PRIOR} more
 * events had come at the city's rate (the mean of a gamma-Poisson posterior).
 *
 * <p>Not safe for use by threads.
 */
final class Turnover {
  /** What a minute leaves of the past: half of it is forgotten in 13.5 minutes. */
  private static final double MEMORY = 0.95;

  private static final double PRIOR = 2;
  private static final double NOTHING = 0.01;

  private int newLogOns;
  private int newLogOffs;
  private double logOns;
  private double logOffs;
  private double minutes;
  private double openMinutes;

  void loggedOn() {
    newLogOns++;
  }

  void loggedOff(int drivers) {
    newLogOffs += drivers;
  }

  /** A minute has passed in which all was heard. */
  void count(int open) {
    fade();
    logOns += newLogOns;
    logOffs += newLogOffs;
    minutes += 1;
    openMinutes += open;
    newLogOns = 0;
    newLogOffs = 0;
  }

  /** A minute has passed of which not all was heard: who came or went in it is not known. */
  void skip() {
    fade();
    newLogOns = 0;
    newLogOffs = 0;
  }

  private void fade() {
    logOns *= MEMORY;
    logOffs *= MEMORY;
    minutes *= MEMORY;
    openMinutes *= MEMORY;
  }

  void add(Turnover other) {
    logOns += other.logOns;
    logOffs += other.logOffs;
    minutes += other.minutes;
    openMinutes += other.openMinutes;
  }

  boolean isForgotten() {
    return logOns + logOffs + openMinutes < NOTHING && newLogOns + newLogOffs == 0;
  }

  /** Log-ons a minute. */
  double logOnRate(Turnover city) {
    return rate(logOns, minutes, city.logOns, city.minutes);
  }

  /** Log-offs a minute and open driver. */
  double logOffRate(Turnover city) {
    return rate(logOffs, openMinutes, city.logOffs, city.openMinutes);
  }

  private static double rate(double events, double exposure, double cityEvents, double cityOver) {
    if (cityEvents == 0 || cityOver == 0) {
      return 0;
    }
    return (events + PRIOR) / (exposure + PRIOR * cityOver / cityEvents);
  }
}
