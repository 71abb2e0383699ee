/** The verb that looks whether each server of the mesh is well. */
@NullMarked
package dev.faremesh.cli.check;

import org.jspecify.annotations.NullMarked;
