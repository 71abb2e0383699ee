/** JMH benchmarks: always built, run by hand. */
@NullMarked
package dev.faremesh.benchmarks;

import org.jspecify.annotations.NullMarked;
