/** Where rides are kept. */
@NullMarked
package dev.faremesh.demand.store;

import org.jspecify.annotations.NullMarked;
