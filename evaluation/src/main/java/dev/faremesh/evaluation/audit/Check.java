package dev.faremesh.evaluation.audit;

/**
 * One thing that a quote says, beside what is made of its recorded inputs.
 *
 * @param recorded as the token has it
 * @param recomputed likewise, as it should be
 */
record Check(String name, String recorded, String recomputed) {
  boolean same() {
    return recorded.equals(recomputed);
  }
}
