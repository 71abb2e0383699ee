/** Tests of building profiles. */
@NullMarked
package dev.faremesh.evaluation.profile;

import org.jspecify.annotations.NullMarked;
