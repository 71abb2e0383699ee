package dev.faremesh.evaluation.simulate;

import java.util.Optional;

/**
 * A value, and how sure it is.
 *
 * @param interval empty when there are too few days to say
 */
record Estimate(double value, Optional<Interval> interval) {}
