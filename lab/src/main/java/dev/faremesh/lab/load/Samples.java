package dev.faremesh.lab.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The calls that have ended, in any order. Safe for use by threads. */
public final class Samples {
  private final List<Sample> ended = new ArrayList<>();

  /** Takes one. */
  synchronized void add(Sample sample) {
    ended.add(sample);
  }

  /** How many have ended. */
  synchronized int size() {
    return ended.size();
  }

  /** All that have ended so far, in the order of their numbers. */
  public synchronized List<Sample> all() {
    return ended.stream().sorted(Comparator.comparingLong(Sample::number)).toList();
  }
}
