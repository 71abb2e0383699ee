/** Reads of many keys: coalesced into few calls, and answered with what was last known. */
@NullMarked
package dev.faremesh.mesh.read;

import org.jspecify.annotations.NullMarked;
