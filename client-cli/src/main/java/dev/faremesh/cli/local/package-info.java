/** Runs the mesh on this machine: the three servers as child processes. */
@NullMarked
package dev.faremesh.cli.local;

import org.jspecify.annotations.NullMarked;
