/** Load on a chain: open loop, by any unary method, each answer judged. */
@NullMarked
package dev.faremesh.lab.load;

import org.jspecify.annotations.NullMarked;
