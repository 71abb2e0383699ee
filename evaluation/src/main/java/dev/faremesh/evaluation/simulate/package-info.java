/** {@code fare simulate}: price policies on the riders of real days, and what to say of them. */
@NullMarked
package dev.faremesh.evaluation.simulate;

import org.jspecify.annotations.NullMarked;
