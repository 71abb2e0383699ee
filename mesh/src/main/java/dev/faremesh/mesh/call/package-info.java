/** The layers of an outgoing call, each a small class of its own. */
@NullMarked
package dev.faremesh.mesh.call;

import org.jspecify.annotations.NullMarked;
