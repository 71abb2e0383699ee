/** Tests of running the mesh on this machine. */
@NullMarked
package dev.faremesh.cli.local;

import org.jspecify.annotations.NullMarked;
