package dev.faremesh.pricing;

import dev.faremesh.pricing.FareLine.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a ride costs, to the last cent.
 *
 * @param total the sum of the lines
 * @param lines in the currency of the total, none of nothing
 * @param tariffVersion which tariffs say so
 */
public record Fare(Money total, List<FareLine> lines, String tariffVersion) {
  private static final Optional<String> DISCOUNT = Optional.of("discount");
  private static final Optional<String> DRIVER_MINIMUM = Optional.of("driver minimum");

  public Fare {
    lines = List.copyOf(lines);
    long sum = 0;
    for (FareLine line : lines) {
      if (!line.amount().currency().equals(total.currency())) {
        throw new IllegalArgumentException(
            "line: %s (expected: in %s)".formatted(line, total.currency()));
      }
      sum = Math.addExact(sum, line.amount().minor());
    }
    if (sum != total.minor()) {
      throw new IllegalArgumentException(
          "total: %s (expected: %s, the sum of its lines)"
              .formatted(total, new Money(total.currency(), sum)));
    }
  }

  /**
   * Reckons a fare. Surge multiplies base, distance and time; the minimum fare comes after it, so
   * that a short ride does not pay surge twice; what is only passed on comes last. Each line is
   * rounded once, half up.
   *
   * @param departure which hours' surcharges are due, in event time
   */
  public static Fare of(
      Tariff tariff, Trip trip, Route route, Instant departure, Multiplier multiplier) {
    var bill = new Bill(tariff.currency());
    addRide(bill, tariff.rates(), route, multiplier);
    bill.add(Kind.BOOKING_FEE, tariff.rates().bookingFee());
    addLevies(bill, tariff, trip, departure);
    return bill.fare(tariff.version());
  }

  /** What the driver drives for: never less than the minimum fare, nor than the driver's floor. */
  private static void addRide(Bill bill, Rates rates, Route route, Multiplier multiplier) {
    bill.add(Kind.BASE, rates.base());
    bill.add(Kind.DISTANCE, rates.distance(route));
    bill.add(Kind.TIME, rates.time(route));
    long surge = HalfUp.of(bill.total(), multiplier.hundredths() - 100, 100);
    bill.add(Kind.SURGE, surge < 0 ? DISCOUNT : Optional.empty(), surge);
    long driver = rates.driverFloor(route);
    bill.add(
        Kind.MINIMUM_FARE,
        driver > rates.minimumFare() ? DRIVER_MINIMUM : Optional.empty(),
        Math.max(0, Math.max(driver, rates.minimumFare()) - bill.total()));
  }

  private static void addLevies(Bill bill, Tariff tariff, Trip trip, Instant departure) {
    var levies = tariff.levies();
    var local = departure.atZone(tariff.traffic().zone()).toLocalDateTime();
    for (SurchargeBand band : levies.surcharges()) {
      if (band.holds(local)) {
        bill.add(Kind.SURCHARGE, Optional.of(band.label()), band.amount());
      }
    }
    for (Toll toll : levies.tolls()) {
      if (toll.isDue(trip)) {
        var label = Optional.of(toll.label());
        if (toll.untaxed()) {
          bill.addUntaxed(Kind.TOLL, label, toll.amount());
        } else {
          bill.add(Kind.TOLL, label, toll.amount());
        }
      }
    }
    long taxable = bill.taxable();
    for (Tax tax : levies.taxes()) {
      bill.add(
          Kind.TAX, Optional.of(tax.label()), HalfUp.of(taxable, tax.rateMillionths(), Tax.WHOLE));
    }
  }
}
