/** What the servers see of each other, and the switches of their protections. */
@NullMarked
package dev.faremesh.cli.edges;

import org.jspecify.annotations.NullMarked;
