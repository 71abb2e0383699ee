/** Tariffs as a file: what is in it, and what is wrong with it. */
@NullMarked
package dev.faremesh.pricing.store;

import org.jspecify.annotations.NullMarked;
