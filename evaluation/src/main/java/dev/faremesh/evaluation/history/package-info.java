/** Makes up the rides of a city, so that there is something to score where there is no data. */
@NullMarked
package dev.faremesh.evaluation.history;

import org.jspecify.annotations.NullMarked;
