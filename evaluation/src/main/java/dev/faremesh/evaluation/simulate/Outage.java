package dev.faremesh.evaluation.simulate;

/** What riders are asked while nothing is heard of drivers. */
enum Outage {
  /** No surge at all, so that nothing can break: what surge is to be held against. */
  FLAT("flat 1.0, no outage"),
  /** Surge that hears of drivers all the time. */
  UNBROKEN("surge, no outage"),
  /** The last good multiplier holds, then decays, then is 1: as it is served. */
  HOLD("hold, decay, base (served)"),
  /** No surge at once. */
  BASE("straight to base"),
  /** What is missing is taken for no drivers at all. */
  ZERO("missing taken for zero");

  private final String label;

  Outage(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
