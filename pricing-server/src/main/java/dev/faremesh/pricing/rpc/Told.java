package dev.faremesh.pricing.rpc;

import dev.faremesh.pricing.CellCount;
import java.util.Optional;

/**
 * What a source told of one cell.
 *
 * @param count what it expects, or empty when it does not know
 * @param heard of the answer that told it
 */
record Told(Optional<CellCount> count, Heard heard) {}
