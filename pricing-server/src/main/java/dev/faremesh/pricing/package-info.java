/** What a ride costs and why: signals, surge, fares and quotes. Knows no transport. */
@NullMarked
package dev.faremesh.pricing;

import org.jspecify.annotations.NullMarked;
