package dev.faremesh.cli.fault;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.v1.Uniform;
import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How shares and times of a fault are written and read. */
final class Quantities {
  private static final java.time.Duration LONGEST = java.time.Duration.ofHours(1);

  private Quantities() {}

  /** A share of calls, such as {@code 12.5%}. */
  static String share(double percentage) {
    return plain(BigDecimal.valueOf(percentage)) + "%";
  }

  /** A time, in milliseconds unless it is whole seconds. */
  static String time(Duration time) {
    long nanos = Durations.toNanos(time);
    return nanos % 1_000_000_000 == 0
        ? Wording.duration(time)
        : plain(BigDecimal.valueOf(nanos, 6)) + " ms";
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** Reads {@code 50%}, in percent. */
  static final class ShareReader implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      var number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
      if (number.matches("\\d+(\\.\\d+)?")) {
        double share = Double.parseDouble(number);
        if (share > 0 && share <= 100) {
          return share;
        }
      }
      throw new TypeConversionException("'%s' (expected: above 0%% to 100%%)".formatted(text));
    }
  }

  /**
   * Reads {@code 250ms}, {@code 20s} or {@code 5m}; nothing that a fault does takes longer than 1h.
   */
  static final class TimeReader implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      var time = ServerMain.duration(text);
      if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
        throw new TypeConversionException(
            "'%s' (expected: above 0 and at most 1h)".formatted(text));
      }
      return Durations.fromNanos(time.toNanos());
    }
  }

  /** Reads {@code 10ms..50ms}. */
  static final class RangeReader implements ITypeConverter<Uniform> {
    @Override
    public Uniform convert(String text) {
      var bounds = text.split("\\.\\.", -1);
      if (bounds.length == 2) {
        var reader = new TimeReader();
        var min = reader.convert(bounds[0]);
        var max = reader.convert(bounds[1]);
        if (Durations.compare(min, max) <= 0) {
          return Uniform.newBuilder().setMin(min).setMax(max).build();
        }
      }
      throw new TypeConversionException(
          "'%s' (expected: the least and the most, such as 10ms..50ms)".formatted(text));
    }
  }
}
