/**
 * A chain that is not ours and uses {@code mesh}: a shop whose catalogue asks for what is in stock.
 * Its contracts say nothing of failure, so that its servers bring the policy.
 */
@NullMarked
package dev.faremesh.system.foreign;

import org.jspecify.annotations.NullMarked;
