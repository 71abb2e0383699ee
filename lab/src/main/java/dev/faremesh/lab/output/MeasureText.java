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
    return switch (measure.unit()) {
      case SHARE -> share(value);
      case COUNT -> digits(value);
      case PER_SECOND -> digits(value) + "/s";
      case MILLIS -> millis(value);
      case SECONDS -> digits(value) + " s";
      case RATIO -> String.format(Locale.ROOT, "%.2f×", value);
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
    return String.format(Locale.ROOT, nearAnEnd ? "%.2f %%" : "%.1f %%", 100 * value);
  }

  /** Milliseconds, from 1000 on as seconds. */
  public static String millis(double value) {
    return value < 1000 ? digits(value) + " ms" : digits(value / 1000) + " s";
  }

  private static String digits(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size < 0.1) {
      return String.format(Locale.ROOT, "%.3f", value);
    }
    if (size < 10) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    return String.format(Locale.ROOT, size < 100 ? "%.1f" : "%.0f", value);
  }
}
