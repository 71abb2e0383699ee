package dev.faremesh.cli.output;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.google.type.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;

/** How values of the contracts read in a table. */
public final class Wording {
  /** Stands for a value that is not known. */
  public static final String UNKNOWN = "-";

  private Wording() {}

  /** An amount with the digits of its currency, or more when it has more. */
  public static String amount(Money money) {
    var exact =
        BigDecimal.valueOf(money.getUnits())
            .add(BigDecimal.valueOf(money.getNanos(), 9))
            .stripTrailingZeros();
    int digits = Math.max(exact.scale(), digitsOf(money.getCurrencyCode()));
    return exact.setScale(digits, RoundingMode.UNNECESSARY).toPlainString();
  }

  private static int digitsOf(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      return 2; // a currency that this JDK has not heard of
    }
  }

  /** A duration to the second, such as {@code 38 min 5 s}. */
  public static String duration(Duration duration) {
    long seconds = Durations.toSeconds(duration);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    return seconds / 3600 + " h" + (seconds % 3600 < 60 ? "" : " " + seconds / 60 % 60 + " min");
  }

  /** A point in time to the second, in UTC. */
  public static String time(Timestamp time) {
    return Timestamps.toString(time.toBuilder().setNanos(0).build());
  }

  /** A share as whole percents. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", share * 100);
  }

  /** A number with so many digits behind the point. */
  public static String number(double number, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }

  /** A constant without the name of its type: RIDE_STATE_STARTED is {@code started}. */
  public static String constant(Enum<?> constant, String prefix) {
    var name = constant.name();
    var own = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return own.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
