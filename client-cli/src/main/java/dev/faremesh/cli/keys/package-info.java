/** The keys of quotes: a file that is made, changed and shown here, and never what is in it. */
@NullMarked
package dev.faremesh.cli.keys;

import org.jspecify.annotations.NullMarked;
