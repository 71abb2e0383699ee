/** Experiments as people write them: files, sets of protections, thresholds. */
@NullMarked
package dev.faremesh.lab.scenario;

import org.jspecify.annotations.NullMarked;
