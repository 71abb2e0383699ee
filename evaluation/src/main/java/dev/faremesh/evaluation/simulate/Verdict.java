package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.Gate;

/**
 * Whether surge achieved something that it must.
 *
 * @param meaning of the gate's value, in words
 */
record Verdict(Gate gate, String meaning) {}
