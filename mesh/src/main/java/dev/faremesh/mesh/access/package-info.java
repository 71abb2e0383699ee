/** Whom a server lets in: rules by method and by identity of the caller. */
@NullMarked
package dev.faremesh.mesh.access;

import org.jspecify.annotations.NullMarked;
