/** How forecasts do. */
@NullMarked
package dev.faremesh.cli.forecast;

import org.jspecify.annotations.NullMarked;
