package dev.faremesh.pricing.rpc;

import java.util.Optional;

/**
 * What a source told of one cell.
 *
 * @param expected the number that it expects, or empty when it does not know
 * @param heard of the answer that told it
 */
record Told(Optional<Double> expected, Heard heard) {}
