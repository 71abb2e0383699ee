/** Where the program was built, and what a mesh on this machine leaves there. */
@NullMarked
package dev.faremesh.cli.checkout;

import org.jspecify.annotations.NullMarked;
