/** Tests of replaying. */
@NullMarked
package dev.faremesh.cli.replay;

import org.jspecify.annotations.NullMarked;
