/** The demand server as a process: its settings, and what it is made of. */
@NullMarked
package dev.faremesh.demand.server;

import org.jspecify.annotations.NullMarked;
