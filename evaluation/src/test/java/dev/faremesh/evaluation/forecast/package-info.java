/** Tests of scoring forecasts. */
@NullMarked
package dev.faremesh.evaluation.forecast;

import org.jspecify.annotations.NullMarked;
