package dev.faremesh.demand.rpc;

import dev.faremesh.demand.ProductCalibration;
import dev.faremesh.demand.forecast.Calibration;
import dev.faremesh.demand.v1.GetCalibrationResponse;
import java.util.Optional;

/** Calibration in the words of the contract. */
final class CalibrationMessages {
  private CalibrationMessages() {}

  static GetCalibrationResponse message(CalibrationReading reading, Optional<String> profile) {
    var message =
        GetCalibrationResponse.newBuilder().setFreshness(DemandMessages.freshness(reading.feed()));
    profile.ifPresent(message::setProfile);
    reading.calibration().ifPresent(calibration -> write(calibration, message));
    return message.build();
  }

  private static void write(
      ProductCalibration calibration, GetCalibrationResponse.Builder message) {
    message.setLate(calibration.late());
    var scores = calibration.scores();
    if (scores.forecasts() > 0) {
      write(scores, message);
    }
  }

  private static void write(Calibration scores, GetCalibrationResponse.Builder message) {
    message
        .setForecasts(scores.forecasts())
        .setExpected(scores.expected())
        .setActual(scores.actual())
        .setCoverage(scores.coverage());
    if (scores.actual() > 0) {
      message.setBias(scores.bias()).setWape(scores.wape());
    }
  }
}
