/** What travels with a request from hop to hop, in its metadata and in its context. */
@NullMarked
package dev.faremesh.mesh.propagation;

import org.jspecify.annotations.NullMarked;
