package dev.faremesh.evaluation.forecast;

import dev.faremesh.demand.forecast.WeekSlots;
import dev.faremesh.evaluation.Pickups;

/**
 * The mean of the hour of the week in training, in 168 bins; between the middles of two bins, in
 * proportion, which is the better for it.
 */
final class HourOfWeek implements Baseline {
  static final String TITLE = "hour_of_week_168";

  private static final int HOURS = 168;
  private static final int SLOTS = WeekSlots.PER_WEEK / HOURS;

  private final long firstSlot;
  private final WeekSlots week = new WeekSlots(Pickups.ZONE);
  private final double[][] means;

  HourOfWeek(BusyCells busy) {
    firstSlot = busy.firstSlot();
    means = new double[busy.size()][HOURS];
    var observed = new int[HOURS];
    for (int slot = 0; slot < busy.trainingSlots(); slot++) {
      observed[ofWeek(slot) / SLOTS]++;
      for (int cell = 0; cell < means.length; cell++) {
        means[cell][ofWeek(slot) / SLOTS] += busy.count(cell, slot);
      }
    }
    for (double[] hours : means) {
      for (int hour = 0; hour < HOURS; hour++) {
        hours[hour] /= Math.max(observed[hour], 1);
      }
    }
  }

  private int ofWeek(int slot) {
    return week.ofWeek(firstSlot + slot);
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public double expected(int cell, int slot, int width) {
    double sum = 0;
    for (int i = slot; i < slot + width; i++) {
      sum += smoothed(means[cell], ofWeek(i));
    }
    return sum;
  }

  private static double smoothed(double[] hours, int slotOfWeek) {
    int hour = slotOfWeek / SLOTS;
    double off = (slotOfWeek % SLOTS + 0.5) / SLOTS - 0.5; // from the middle of the hour
    double near = hours[Math.floorMod(off < 0 ? hour - 1 : hour + 1, HOURS)];
    return (1 - Math.abs(off)) * hours[hour] + Math.abs(off) * near;
  }
}
