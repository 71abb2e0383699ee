/** The failure lab: what failure costs a chain of calls, and what each protection is worth. */
@NullMarked
package dev.faremesh.lab;

import org.jspecify.annotations.NullMarked;
