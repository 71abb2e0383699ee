/** Rides, and how many riders want one: the domain, which knows no gRPC. */
@NullMarked
package dev.faremesh.demand;

import org.jspecify.annotations.NullMarked;
