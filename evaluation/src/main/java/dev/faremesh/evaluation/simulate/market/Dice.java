package dev.faremesh.evaluation.simulate.market;

/**
 * Random numbers by name: a number depends on the seed and on what it is for, never on what was
 * drawn before. So the same rider has the same taste under every policy (common random numbers),
 * and the order in which threads work changes nothing.
 *
 * @param seed of one world
 */
public record Dice(long seed) {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /** Other dice, for something that is named by a number. */
  public Dice of(long name) {
    return new Dice(mixed(seed ^ mixed(name + GOLDEN)));
  }

  /** Evenly spread over 0 (included) to 1 (not included). */
  public double roll(long name) {
    return (mixed(seed + (name + 1) * GOLDEN) >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long bits) {
    long half = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    half = (half ^ (half >>> 27)) * 0x94d049bb133111ebL;
    return half ^ (half >>> 31);
  }
}
