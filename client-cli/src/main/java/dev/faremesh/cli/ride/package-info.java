/** The verbs that ask demand-server for rides, and lead them through their life. */
@NullMarked
package dev.faremesh.cli.ride;

import org.jspecify.annotations.NullMarked;
