/** From what was seen in runs to what is said of them. */
@NullMarked
package dev.faremesh.lab.measure;

import org.jspecify.annotations.NullMarked;
