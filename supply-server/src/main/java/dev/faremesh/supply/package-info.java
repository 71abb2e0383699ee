/** The drivers of a city: what they report, for as long as their leases last. */
@NullMarked
package dev.faremesh.supply;

import org.jspecify.annotations.NullMarked;
