/** Tests of the generated city. */
@NullMarked
package dev.faremesh.cli.demo;

import org.jspecify.annotations.NullMarked;
