package dev.faremesh.demand.forecast;

/** The level of a cell or of a whole city, and what was counted in its two open slots. */
final class Tally {
  private final Curve curve;
  private final Memory memory;
  private Level level;
  private int open;
  private int next;

  /**
   * Nothing counted yet.
   *
   * @param weight of the profile, in sessions
   */
  Tally(Curve curve, Memory memory, double weight) {
    this.curve = curve;
    this.memory = memory;
    this.level = Level.asExpected(weight);
  }

  void count(boolean inNext) {
    if (inNext) {
      next++;
    } else {
      open++;
    }
  }

  /** What was counted in the open slot. */
  int open() {
    return open;
  }

  /** Sessions in a whole slot, at level 1. */
  double expected(int slotOfWeek) {
    return curve.at(slotOfWeek);
  }

  Level level() {
    return level;
  }

  /**
   * The level at a moment of the open slots.
   *
   * @param inOpen sessions expected in the open slot up to that moment, at level 1
   * @param inNext the same of the next slot
   */
  Level levelNow(double inOpen, double inNext) {
    int came = (inOpen > 0 ? open : 0) + (inNext > 0 ? next : 0);
    return inOpen + inNext > 0 ? level.during(came, inOpen + inNext) : level;
  }

  /** The mean that a level of now will have so many slots later. */
  double ahead(Level now, long slots, double expected) {
    return slots <= 0 ? now.mean() : now.ahead(slots, memory.weight(expected), memory).mean();
  }

  /**
   * The open slot is over, and the next one open.
   *
   * @param expected sessions in a whole slot, at level 1
   * @param heard the share of the slot that was listened to
   */
  void close(double expected, double heard) {
    level = level.after(heard > 0 ? open : 0, heard * expected, memory.weight(expected), memory);
    open = next;
    next = 0;
  }

  /** Has no history, and so little is left of what was counted. */
  boolean isForgotten(double least) {
    return memory.prior() == 0 && open == 0 && level.shape() < least;
  }
}
