/**
 * What a stranger may send, and what may stand in a file. Every target is replayed over a committed
 * corpus in each build, and fuzzed where JAZZER_FUZZ is set.
 */
@NullMarked
package dev.faremesh.fuzz;

import org.jspecify.annotations.NullMarked;
