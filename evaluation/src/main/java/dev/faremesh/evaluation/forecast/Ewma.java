package dev.faremesh.evaluation.forecast;

/** An exponentially weighted mean of the slots before, of which each leaves .90 of the past. */
final class Ewma implements Baseline {
  private static final double KEPT = 0.90;

  private final double[][] means;

  Ewma(BusyCells busy) {
    means = new double[busy.size()][busy.slots() + 1];
    for (int cell = 0; cell < means.length; cell++) {
      for (int slot = 0; slot < busy.slots(); slot++) {
        means[cell][slot + 1] = KEPT * means[cell][slot] + (1 - KEPT) * busy.count(cell, slot);
      }
    }
  }

  @Override
  public String title() {
    return "ewma_90";
  }

  @Override
  public double expected(int cell, int slot, int width) {
    return means[cell][slot] * width;
  }
}
