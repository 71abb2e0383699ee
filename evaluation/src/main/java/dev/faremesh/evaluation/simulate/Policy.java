package dev.faremesh.evaluation.simulate;

import java.util.List;

/** The price policies that are compared on real evenings. */
enum Policy {
  /** No surge at all. */
  FLAT("flat 1.0"),
  /** The same price always, as high as surge is on average. */
  NEUTRAL("flat, price-neutral"),
  /** The best in hindsight of {@link #FLATS}, for all evenings together. */
  BEST_FLAT("flat, best of five"),
  /** Riders over drivers. */
  NAIVE("naive ratio"),
  /** As it is served. */
  SURGE("surge"),
  /** The same, knowing the riders who will come. */
  ORACLE("oracle");

  /** Prices that stand still, of which surge has to stand the comparison with the best. */
  static final List<Double> FLATS = List.of(1.0, 1.1, 1.2, 1.35, 1.5);

  private final String label;

  Policy(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
