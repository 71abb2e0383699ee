/** The demand contract, answered by the domain. */
@NullMarked
package dev.faremesh.demand.rpc;

import org.jspecify.annotations.NullMarked;
