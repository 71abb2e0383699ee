package dev.faremesh.demand.rpc;

import dev.faremesh.demand.ProductCalibration;
import java.util.Optional;

/**
 * How the forecasts of a product did, and how far what they were scored by can be trusted.
 *
 * @param calibration empty when nothing was heard of the product
 */
record CalibrationReading(FeedReading feed, Optional<ProductCalibration> calibration) {}
