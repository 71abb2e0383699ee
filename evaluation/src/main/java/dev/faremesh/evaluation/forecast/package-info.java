/** Scores the forecasts of demand-server on days that they were not made from. */
@NullMarked
package dev.faremesh.evaluation.forecast;

import org.jspecify.annotations.NullMarked;
