/**
 * The numbers that a process keeps of its calls, by the OpenTelemetry API: metrics, and no traces.
 * What takes them out of the process is found when it is asked for ({@link MeterExport}).
 */
@NullMarked
package dev.faremesh.mesh.telemetry;

import org.jspecify.annotations.NullMarked;
