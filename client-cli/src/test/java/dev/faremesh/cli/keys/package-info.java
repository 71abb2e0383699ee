/** Tests of the verbs of keys. */
@NullMarked
package dev.faremesh.cli.keys;

import org.jspecify.annotations.NullMarked;
