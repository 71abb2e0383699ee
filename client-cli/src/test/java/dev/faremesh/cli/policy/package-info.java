/** Tests of the verbs about policies. */
@NullMarked
package dev.faremesh.cli.policy;

import org.jspecify.annotations.NullMarked;
