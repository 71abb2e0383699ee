package dev.faremesh.evaluation.simulate.market;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What came of a run, or of several: sums, and how long riders waited. Not safe for use by threads.
 */
public final class Tally {
  private static final int BIN_SECONDS = 5;
  private static final int BINS = 600;

  /** How many minutes of the evening are taken together in {@link #meanMultiplier}. */
  public static final int SLOT_MINUTES = 5;

  private final Map<Sum, Double> sums = new EnumMap<>(Sum.class);
  private final double[] waits = new double[BINS];
  private final double[] looksBySlot;
  private final double[] askedBySlot;

  /** Nothing yet, of runs of so many minutes. */
  public Tally(int minutes) {
    int slots = Math.ceilDiv(minutes, SLOT_MINUTES);
    looksBySlot = new double[slots];
    askedBySlot = new double[slots];
  }

  /** Nothing yet, of runs as long. */
  public Tally empty() {
    return new Tally(slots() * SLOT_MINUTES);
  }

  public void add(Sum what, double amount) {
    sums.merge(what, amount, Double::sum);
  }

  /** Counts a session that has ended. */
  void count(Outcome outcome) {
    add(Sum.SESSIONS, 1);
    add(
        switch (outcome) {
          case TOO_DEAR -> Sum.TOO_DEAR;
          case TOO_FAR -> Sum.TOO_FAR;
          case UNFULFILLED -> Sum.UNFULFILLED;
          case COMPLETED -> Sum.COMPLETED;
        },
        1);
    if (outcome == Outcome.UNFULFILLED || outcome == Outcome.COMPLETED) {
      add(Sum.REQUESTS, 1);
    }
  }

  /** Counts what a rider was asked. */
  void ask(int minute, double multiplier) {
    add(Sum.MULTIPLIERS, multiplier);
    add(Sum.AT_ONE, multiplier == 1 ? 1 : 0);
    looksBySlot[minute / SLOT_MINUTES]++;
    askedBySlot[minute / SLOT_MINUTES] += multiplier;
  }

  /** Counts the wait of a completed ride. */
  void wait(int seconds) {
    add(Sum.WAIT_MINUTES, seconds / 60.0);
    waits[Math.min(seconds / BIN_SECONDS, BINS - 1)]++;
  }

  /** Adds another one, of runs as long, so many times. */
  public void add(Tally other, double times) {
    other.sums.forEach((what, amount) -> add(what, times * amount));
    add(waits, other.waits, times);
    add(looksBySlot, other.looksBySlot, times);
    add(askedBySlot, other.askedBySlot, times);
  }

  private static void add(double[] to, double[] from, double times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * from[i];
    }
  }

  public double of(Sum what) {
    return sums.getOrDefault(what, 0.0);
  }

  /** One sum over another; 0 when that is 0. */
  public double ratio(Sum what, Sum to) {
    return of(to) == 0 ? 0 : of(what) / of(to);
  }

  /** Worth less what waiting and driving cost: what riders, drivers and platform have together. */
  public double welfare() {
    return of(Sum.WORTH) - of(Sum.WAIT_COST) - of(Sum.DRIVING_COST);
  }

  /** What riders have: worth less what they paid and what waiting cost them. */
  public double riderSurplus() {
    return of(Sum.WORTH) - of(Sum.REVENUE) - of(Sum.WAIT_COST);
  }

  /** The wait in minutes that a share of the completed rides did not exceed; 0 without rides. */
  public double waitMinutes(double share) {
    double left = share * Arrays.stream(waits).sum();
    for (int bin = 0; bin < BINS && left > 0; bin++) {
      if (waits[bin] >= left) {
        return (bin + left / waits[bin]) * BIN_SECONDS / 60;
      }
      left -= waits[bin];
    }
    return 0;
  }

  public int slots() {
    return looksBySlot.length;
  }

  /** What riders were asked in a slot of the evening, on average; 1 when nobody looked. */
  public double meanMultiplier(int slot) {
    return looksBySlot[slot] == 0 ? 1 : askedBySlot[slot] / looksBySlot[slot];
  }
}
