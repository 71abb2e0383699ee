/**
 * The layers of a gRPC call that must not fail. Knows channels, servers and contracts; never a
 * ride.
 */
@NullMarked
package dev.faremesh.mesh;

import org.jspecify.annotations.NullMarked;
