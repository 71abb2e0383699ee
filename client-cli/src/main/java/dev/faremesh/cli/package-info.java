/**
 * The program {@code fare}: reads the command line, runs a verb, and turns failures into exit
 * codes.
 */
@NullMarked
package dev.faremesh.cli;

import org.jspecify.annotations.NullMarked;
