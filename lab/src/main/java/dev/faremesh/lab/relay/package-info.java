/** A server that is but a hop in a chain of calls: the smallest that couples. */
@NullMarked
package dev.faremesh.lab.relay;

import org.jspecify.annotations.NullMarked;
