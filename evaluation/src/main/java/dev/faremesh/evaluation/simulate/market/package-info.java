/**
 * A ride market that is played second by second: riders, drivers, dispatch, and what came of it.
 */
@NullMarked
package dev.faremesh.evaluation.simulate.market;

import org.jspecify.annotations.NullMarked;
