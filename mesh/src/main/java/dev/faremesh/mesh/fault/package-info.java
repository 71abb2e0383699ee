/** Failure on purpose: faults that a person injects into the calls of a server. */
@NullMarked
package dev.faremesh.mesh.fault;

import org.jspecify.annotations.NullMarked;
