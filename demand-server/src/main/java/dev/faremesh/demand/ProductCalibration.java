package dev.faremesh.demand;

import dev.faremesh.demand.forecast.Calibration;

/**
 * How the forecasts of one product did over the last hour of event time.
 *
 * @param late sessions that came after their slot had been closed, and were not counted
 */
public record ProductCalibration(Calibration scores, int late) {}
