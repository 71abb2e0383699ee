/** What the verbs print: data on stdout as a table or as JSON, messages on stderr. */
@NullMarked
package dev.faremesh.cli.output;

import org.jspecify.annotations.NullMarked;
