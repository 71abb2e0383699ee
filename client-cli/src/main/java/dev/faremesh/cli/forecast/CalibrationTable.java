package dev.faremesh.cli.forecast;

import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.demand.v1.GetCalibrationResponse;

/** Calibration as a person reads it: a fact on each line, and what is not known as unknown. */
record CalibrationTable(GetCalibrationResponse calibration) {
  void print(Terminal terminal) {
    Table.of("", "")
        .row("profile", calibration.hasProfile() ? calibration.getProfile() : "none")
        .row("forecasts", forecasts())
        .row("expected", expected())
        .row("came", came())
        .row("bias", bias())
        .row("coverage", coverage())
        .row("wape", wape())
        .row(calibration.getLate() > 0 ? Tone.WARNING : Tone.PLAIN, "late", late())
        .print(terminal);
    terminal.err().println("demand: age %s, coverage %s".formatted(age(), heard()));
  }

  private String forecasts() {
    return calibration.hasForecasts()
        ? calibration.getForecasts() + " of a cell and five minutes each"
        : Wording.UNKNOWN;
  }

  private String expected() {
    return calibration.hasExpected()
        ? Wording.number(calibration.getExpected(), 1) + " sessions"
        : Wording.UNKNOWN;
  }

  private String came() {
    return calibration.hasActual() ? calibration.getActual() + " sessions" : Wording.UNKNOWN;
  }

  private String bias() {
    return calibration.hasBias() ? percent(calibration.getBias()) : Wording.UNKNOWN;
  }

  private String coverage() {
    return calibration.hasCoverage()
        ? percent(calibration.getCoverage()) + " of the intervals of 80%"
        : Wording.UNKNOWN;
  }

  private static String percent(double share) {
    return Wording.number(100 * share, 1) + "%";
  }

  private String wape() {
    return calibration.hasWape() ? Wording.number(calibration.getWape(), 3) : Wording.UNKNOWN;
  }

  private String late() {
    return calibration.hasLate()
        ? calibration.getLate() + " sessions, not counted"
        : Wording.UNKNOWN;
  }

  private String age() {
    var freshness = calibration.getFreshness();
    return freshness.hasAge() ? Wording.duration(freshness.getAge()) : Wording.UNKNOWN;
  }

  private String heard() {
    var freshness = calibration.getFreshness();
    return freshness.hasCoverage() ? Wording.percent(freshness.getCoverage()) : Wording.UNKNOWN;
  }
}
