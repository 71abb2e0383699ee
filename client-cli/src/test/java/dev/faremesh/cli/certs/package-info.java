/** Tests of the verbs of certificates. */
@NullMarked
package dev.faremesh.cli.certs;

import org.jspecify.annotations.NullMarked;
