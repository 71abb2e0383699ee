/** Hosts services on Netty: one event loop for server and channels, health, reflection, drain. */
@NullMarked
package dev.faremesh.mesh.server;

import org.jspecify.annotations.NullMarked;
