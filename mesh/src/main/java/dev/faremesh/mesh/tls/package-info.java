/**
 * Who a process is to others, and whom it believes: certificates from files that are read again
 * when they change.
 */
@NullMarked
package dev.faremesh.mesh.tls;

import org.jspecify.annotations.NullMarked;
