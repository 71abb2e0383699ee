/** Runs of experiments: one at a time or side by side, as far as the machine bears it. */
@NullMarked
package dev.faremesh.lab.run;

import org.jspecify.annotations.NullMarked;
