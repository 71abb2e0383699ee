/** How many sessions to expect in a cell, and how sure that is: a model without clock or gRPC. */
@NullMarked
package dev.faremesh.demand.forecast;

import org.jspecify.annotations.NullMarked;
