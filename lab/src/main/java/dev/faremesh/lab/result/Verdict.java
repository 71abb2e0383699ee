package dev.faremesh.lab.result;

/** What became of the claim of a scenario. */
public enum Verdict {
  /** With all protections every threshold held, without any at least one did not. */
  PASSED,
  /** A threshold was missed with all protections, or none was missed without any. */
  FAILED,
  /** The machine disturbed the runs: they say nothing. */
  INVALID
}
