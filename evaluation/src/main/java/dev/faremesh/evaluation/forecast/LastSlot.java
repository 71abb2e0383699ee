package dev.faremesh.evaluation.forecast;

/** As many as there were just before. */
record LastSlot(BusyCells busy) implements Baseline {
  @Override
  public String title() {
    return "last_slot";
  }

  @Override
  public double expected(int cell, int slot, int width) {
    return busy.count(cell, slot - width, width);
  }
}
