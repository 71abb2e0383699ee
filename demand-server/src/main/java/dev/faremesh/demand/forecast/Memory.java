package dev.faremesh.demand.forecast;

/**
 * How a {@link Level} forgets.
 *
 * @param discount what a slot leaves of the past, 0 to 1
 * @param prior how many expected sessions the profile weighs against what is heard
 * @param slots at most so many slots of expected sessions, so that few are enough where few are
 *     expected
 */
record Memory(double discount, double prior, double slots) {
  /** Of a whole city. */
  static final Memory CITY = new Memory(0.80, 50, 100);

  /** Of a cell with a history. */
  static final Memory CELL = new Memory(0.90, 8, 16);

  /** Of a cell without: an EWMA, with nothing to go back to. */
  static final Memory UNSEEN = new Memory(0.90, 0, 0);

  /** What the profile weighs where so many sessions are expected in a slot. */
  double weight(double expected) {
    return Math.min(prior, slots * expected);
  }
}
