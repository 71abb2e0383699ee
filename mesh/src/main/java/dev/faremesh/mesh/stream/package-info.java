/** Streams that go on for long: event time, acknowledged reports, watches. */
@NullMarked
package dev.faremesh.mesh.stream;

import org.jspecify.annotations.NullMarked;
