/** A generated city's busy evening, for whoever has no rides of their own at hand. */
@NullMarked
package dev.faremesh.cli.demo;

import org.jspecify.annotations.NullMarked;
