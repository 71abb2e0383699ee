/** Tests of the verbs of faults. */
@NullMarked
package dev.faremesh.cli.fault;

import org.jspecify.annotations.NullMarked;
