package dev.faremesh.report;

import java.util.List;

/** Where values lie on a line of a drawing. */
public sealed interface Scale permits LinearScale, LogScale {

  /** Where a value lies. */
  double at(double value);

  /** Round values within the scale, about so many. */
  List<Double> ticks(int about);

  /**
   * An even scale from one value to another.
   *
   * @param low the least value that is shown, below {@code high}
   * @param from where it lies
   * @param to where {@code high} lies
   */
  static Scale between(double low, double high, double from, double to) {
    return new LinearScale(low, high, from, to);
  }

  /** An even scale that shows some values with a margin, whatever they are. */
  static Scale around(List<Double> values, double from, double to) {
    return LinearScale.around(values, from, to);
  }

  /** A scale on which each factor of ten takes the same room: shows all values above 0. */
  static Scale logarithmic(List<Double> values, double from, double to) {
    return LogScale.of(values, from, to);
  }
}
