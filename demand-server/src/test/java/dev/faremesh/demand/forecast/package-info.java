/** Tests of the forecasts. */
@NullMarked
package dev.faremesh.demand.forecast;

import org.jspecify.annotations.NullMarked;
