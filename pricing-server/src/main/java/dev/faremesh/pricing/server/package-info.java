/** pricing-server as a process: its settings, and what is wired to what. */
@NullMarked
package dev.faremesh.pricing.server;

import org.jspecify.annotations.NullMarked;
