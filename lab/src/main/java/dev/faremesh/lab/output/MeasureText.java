package dev.faremesh.lab.output;

import dev.faremesh.lab.result.Measure;
import java.util.Locale;

/** Values of measures as a person reads them: in their unit, with the digits that matter. */
public final class MeasureText {
  private static final double SMALLEST = 0.0001;

  private MeasureText() {}

  /** A value such as {@code 99.95 %} or {@code 1.2 s}; a dash when it is not a number. */
  public static String of(Measure measure, double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return "never"; // the time of what did not come
    }
    return switch (measure.unit()) {
      case SHARE -> share(value);
      case COUNT -> digits(value);
      case PER_SECOND -> digits(value) + "/s";
      case MILLIS -> millis(value);
      case SECONDS -> digits(value) + " s";
      case RATIO -> fixed(value, 2) + "×";
    };
  }

  /** A share as a percentage, which is 0 % or 100 % only when it is exactly that. */
  public static String share(double value) {
    if (value < 0) {
      return "-" + share(-value);
    }
    if (value == 0 || value == 1) {
      return value == 0 ? "0 %" : "100 %";
    }
    if (value < SMALLEST) {
      return "<0.01 %";
    }
    if (value < 1 && value > 1 - SMALLEST) {
      return ">99.99 %";
    }
    boolean nearAnEnd = value < 0.01 || (value > 0.99 && value < 1);
    return fixed(100 * value, nearAnEnd ? 2 : 1) + " %";
  }

  /** A share as a percentage without digits after the point; 0 has no sign. */
  public static String percent(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "-∞ %" : "∞ %"; // what never came, against what came
    }
    return fixed(Math.rint(100 * value) + 0.0, 0) + " %";
  }

  /** Milliseconds, from 1000 on as seconds. */
  public static String millis(double value) {
    return value < 1000 ? fixed(value, value < 10 ? 1 : 0) + " ms" : digits(value / 1000) + " s";
  }

  private static String digits(double value) {
    double size = Math.abs(value);
    return fixed(value, size < 0.1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0);
  }

  /** A whole number has no digits after the point. */
  private static String fixed(double value, int decimals) {
    boolean whole = Math.abs(value - Math.rint(value)) < 1e-9;
    return String.format(Locale.ROOT, "%." + (whole ? 0 : decimals) + "f", value);
  }
}
