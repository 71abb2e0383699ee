/** Makes the hour-of-week profile that demand-server loads. */
@NullMarked
package dev.faremesh.evaluation.profile;

import org.jspecify.annotations.NullMarked;
