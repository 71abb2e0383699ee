package dev.faremesh.evaluation.simulate;

/** The price policies that are compared on real evenings. */
enum Policy {
  /** No surge at all. */
  FLAT("flat 1.0"),
  /** The same price always, as high as surge is on average. */
  NEUTRAL("flat, price-neutral"),
  /** Riders over drivers. */
  NAIVE("naive ratio"),
  /** As it is served. */
  SURGE("surge"),
  /** The same, knowing the riders who will come. */
  ORACLE("oracle");

  private final String label;

  Policy(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
