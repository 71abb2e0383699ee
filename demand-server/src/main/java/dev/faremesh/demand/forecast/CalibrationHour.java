package dev.faremesh.demand.forecast;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Scores forecasts, and keeps the scores of the last hour by slot. Not safe for use by threads. */
final class CalibrationHour {
  private static final int SLOTS = 12;
  private static final double OUTSIDE = 0.1; // on either end of an interval of 80 %

  private final Calibration[] slots = new Calibration[SLOTS];
  private final RandomGenerator random;
  private int forecasts;
  private double expected;
  private long actual;
  private int covered;
  private double absoluteError;

  CalibrationHour(RandomGenerator random) {
    this.random = random;
    clear();
  }

  /** Scores one forecast of the slot that is being closed. */
  void score(Expected forecast, int came) {
    var place = forecast.place(came, random.nextDouble());
    forecasts++;
    expected += forecast.mean();
    actual += came;
    covered += place >= OUTSIDE && place <= 1 - OUTSIDE ? 1 : 0;
    absoluteError += Math.abs(came - forecast.mean());
  }

  /** The slot is closed. */
  void close(long slot) {
    slots[Math.floorMod(slot, SLOTS)] =
        new Calibration(forecasts, expected, actual, covered, absoluteError);
    forecasts = 0;
    expected = 0;
    actual = 0;
    covered = 0;
    absoluteError = 0;
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(slots, Calibration.NONE);
  }

  Calibration sum() {
    return Arrays.stream(slots).reduce(Calibration.NONE, Calibration::plus);
  }
}
