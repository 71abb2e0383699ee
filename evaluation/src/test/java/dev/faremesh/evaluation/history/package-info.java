/** Tests of made-up histories. */
@NullMarked
package dev.faremesh.evaluation.history;

import org.jspecify.annotations.NullMarked;
