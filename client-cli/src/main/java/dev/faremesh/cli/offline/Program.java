package dev.faremesh.cli.offline;

import java.util.Locale;

/** A program that carries out verbs of this one, as it was built: MODULE/target/MODULE.jar. */
public enum Program {
  /** Knows the servers' domains, which this program must not. */
  EVALUATION("-XX:+UseParallelGC"),
  /** Measures latencies: of the collectors, the one with no threads beside the load. */
  LAB("-XX:+UseSerialGC");

  private final String collector;

  Program(String collector) {
    this.collector = collector;
  }

  /** The flag that chooses its garbage collector. */
  String collector() {
    return collector;
  }

  /** Its jar in a checkout. */
  String jar() {
    var name = name().toLowerCase(Locale.ROOT);
    return name + "/target/" + name + ".jar";
  }
}
