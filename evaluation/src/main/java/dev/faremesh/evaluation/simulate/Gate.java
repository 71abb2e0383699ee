package dev.faremesh.evaluation.simulate;

import java.util.Optional;

/**
 * Something that surge must achieve.
 *
 * @param name as a program reads it
 * @param meaning of the value, in words
 * @param estimate empty when there is nothing to judge, such as no day on which it is defined
 */
record Gate(String name, String meaning, Optional<Estimate> estimate, Bound bound) {
  /** Whether it is met; what cannot be judged is. */
  boolean ok() {
    return estimate.map(it -> bound.holds(it.value())).orElse(true);
  }
}
