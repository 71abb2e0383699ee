package dev.faremesh.pricing;

import dev.faremesh.pricing.FareLine.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ride costs, to the last cent.
 *
 * @param total the sum of the lines
 * @param lines in the currency of the total, none of nothing
 */
public record Fare(Money total, List<FareLine> lines) {
  private static final long MILLIS_PER_MINUTE = 60_000;

  public Fare {
    lines = List.copyOf(lines);
    long sum = 0;
    for (FareLine line : lines) {
      if (!line.amount().currency().equals(total.currency())) {
        throw new IllegalArgumentException(
            "line: %s (expected: in %s)".formatted(line, total.currency()));
      }
      sum += line.amount().minor();
    }
    if (sum != total.minor()) {
      throw new IllegalArgumentException(
          "total: %s (expected: %s, the sum of its lines)"
              .formatted(total, new Money(total.currency(), sum)));
    }
  }

  /**
   * Reckons a fare. Surge multiplies base, distance and time; the minimum fare comes after it, so
   * that a short ride does not pay surge twice. Each line is rounded once, half up.
   */
  static Fare of(Tariff tariff, Route route, Multiplier multiplier) {
    long distance = halfUp(tariff.perKilometre(), route.meters(), 1000 * 1000);
    long time = halfUp(tariff.perMinute(), route.duration().toMillis(), 1000 * MILLIS_PER_MINUTE);
    long metered = tariff.base() + distance + time;
    long surge = halfUp(metered, multiplier.hundredths() - 100, 100);
    long topUp = Math.max(0, tariff.minimumFare() - metered - surge);

    var lines = new ArrayList<FareLine>();
    add(lines, Kind.BASE, tariff, tariff.base());
    add(lines, Kind.DISTANCE, tariff, distance);
    add(lines, Kind.TIME, tariff, time);
    add(lines, Kind.SURGE, tariff, surge);
    add(lines, Kind.MINIMUM_FARE, tariff, topUp);
    return new Fare(new Money(tariff.currency(), metered + surge + topUp), lines);
  }

  private static long halfUp(long rate, long quantity, long divisor) {
    return (Math.multiplyExact(rate, quantity) + divisor / 2) / divisor;
  }

  private static void add(List<FareLine> lines, Kind kind, Tariff tariff, long minor) {
    if (minor != 0) {
      lines.add(new FareLine(kind, new Money(tariff.currency(), minor)));
    }
  }
}
