/** What the lab found out, as text for a person and as JSON for programs. */
@NullMarked
package dev.faremesh.lab.output;

import org.jspecify.annotations.NullMarked;
