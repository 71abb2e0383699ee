package dev.faremesh.lab.measure;

import java.util.List;

/**
 * How calls came back after a repair, in steps of a tenth of a second.
 *
 * @param firstSeconds until the first good call; infinite when there was none
 * @param steadySeconds until 99 of 100 calls were good, in each second from then to the end;
 *     infinite when they never were
 */
record Recovery(double firstSeconds, double steadySeconds) {
  private static final double GOOD = 0.99;
  private static final int STEPS_JUDGED = 10;

  /**
   * What happened in one step.
   *
   * @param end of it, in seconds since the repair
   */
  record Step(double end, long calls, long good) {}

  /** Looks through the steps, which are in the order of time. */
  static Recovery of(List<Step> steps) {
    double first =
        steps.stream()
            .filter(step -> step.good() > 0)
            .mapToDouble(Step::end)
            .findFirst()
            .orElse(Double.POSITIVE_INFINITY);
    double steady = steps.isEmpty() ? Double.POSITIVE_INFINITY : 0;
    for (int i = 0; i < steps.size(); i++) {
      var judged = steps.subList(Math.max(0, i - STEPS_JUDGED + 1), i + 1);
      long calls = judged.stream().mapToLong(Step::calls).sum();
      long good = judged.stream().mapToLong(Step::good).sum();
      if (good < GOOD * calls || (calls > 0 && good == 0)) {
        steady = i == steps.size() - 1 ? Double.POSITIVE_INFINITY : steps.get(i + 1).end();
      }
    }
    return new Recovery(first, Math.max(first, steady));
  }
}
