package dev.faremesh.evaluation.simulate.market;

/** How a session ends. */
public enum Outcome {
  /** The price is more than the ride is worth to the rider. */
  TOO_DEAR,
  /** The nearest driver is further away than the rider puts up with. */
  TOO_FAR,
  /** Asked for, and nobody came before the rider gave up. */
  UNFULFILLED,
  /** Asked for, and driven. */
  COMPLETED
}
