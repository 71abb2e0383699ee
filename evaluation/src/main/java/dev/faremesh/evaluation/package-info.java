/** Scores forecasts and prices on real rides, through the domains of the servers. */
@NullMarked
package dev.faremesh.evaluation;

import org.jspecify.annotations.NullMarked;
