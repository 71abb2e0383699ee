/** Starts the supply server. */
@NullMarked
package dev.faremesh.supply.server;

import org.jspecify.annotations.NullMarked;
