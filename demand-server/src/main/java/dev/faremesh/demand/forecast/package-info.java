/**
 * How many sessions to expect in a cell, and how sure that is: the model, which knows no clock and
 * no gRPC.
 */
@NullMarked
package dev.faremesh.demand.forecast;

import org.jspecify.annotations.NullMarked;
