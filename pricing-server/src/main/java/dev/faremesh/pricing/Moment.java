package dev.faremesh.pricing;

import java.time.Instant;
import java.util.Optional;

/**
 * When something happens, as far as it is known.
 *
 * @param event event time, or empty when no source tells it
 * @param scale event time that passes in a second of wall time, in seconds
 */
public record Moment(Instant wall, Optional<Instant> event, double scale) {}
