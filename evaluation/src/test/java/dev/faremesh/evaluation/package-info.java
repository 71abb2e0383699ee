/** Tests of the evaluation program. */
@NullMarked
package dev.faremesh.evaluation;

import org.jspecify.annotations.NullMarked;
