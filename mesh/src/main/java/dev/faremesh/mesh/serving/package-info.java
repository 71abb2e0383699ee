/** The layers of an incoming call, each a small class of its own. */
@NullMarked
package dev.faremesh.mesh.serving;

import org.jspecify.annotations.NullMarked;
