/** Certificates for development: an authority, and one certificate for each member of the mesh. */
@NullMarked
package dev.faremesh.cli.certs;

import org.jspecify.annotations.NullMarked;
