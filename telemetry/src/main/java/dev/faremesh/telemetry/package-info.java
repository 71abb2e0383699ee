/** OpenTelemetry's SDK, so far as the mesh needs it: metrics by OTLP over HTTP. */
@NullMarked
package dev.faremesh.telemetry;

import org.jspecify.annotations.NullMarked;
