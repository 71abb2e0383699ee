package dev.faremesh.pricing.store;

import dev.faremesh.pricing.Circle;
import dev.faremesh.pricing.Levies;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.SurchargeBand;
import dev.faremesh.pricing.Tax;
import dev.faremesh.pricing.Toll;
import dev.faremesh.pricing.v1.CityTariff;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes what a city adds to fares. */
final class LevyReader {
  private final Findings findings;
  private final String path;

  LevyReader(Findings findings, String path) {
    this.findings = findings;
    this.path = path;
  }

  Levies read(CityTariff city) {
    List<SurchargeBand> bands = new ArrayList<>();
    for (int i = 0; i < city.getSurchargesCount(); i++) {
      var band = city.getSurcharges(i);
      made("surcharges", i, () -> band(band)).ifPresent(bands::add);
    }
    List<Toll> tolls = new ArrayList<>();
    for (int i = 0; i < city.getTollsCount(); i++) {
      var toll = city.getTolls(i);
      var area = circle(findings, path + ".tolls[" + i + "].area", toll.getArea());
      made("tolls", i, () -> toll(toll, area)).ifPresent(tolls::add);
    }
    List<Tax> taxes = new ArrayList<>();
    for (int i = 0; i < city.getTaxesCount(); i++) {
      var tax = city.getTaxes(i);
      made("taxes", i, () -> new Tax(tax.getLabel(), tax.getRateMillionths()))
          .ifPresent(taxes::add);
    }
    return findings.made(path, () -> new Levies(bands, tolls, taxes), Levies.NONE);
  }

  private <T> Optional<T> made(String list, int index, Supplier<T> make) {
    return findings.made(
        path + "." + list + "[" + index + "]", () -> Optional.of(make.get()), Optional.empty());
  }

  static Circle circle(Findings findings, String path, dev.faremesh.pricing.v1.Circle circle) {
    var center = circle.getCenter();
    var position =
        findings.made(
            path + ".center",
            () -> new Position(center.getLatitude(), center.getLongitude()),
            new Position(0, 0));
    return findings.made(
        path, () -> new Circle(position, circle.getRadiusMeters()), new Circle(position, 1));
  }

  private static SurchargeBand band(dev.faremesh.pricing.v1.SurchargeBand band) {
    return new SurchargeBand(
        band.getLabel(),
        band.getAmount(),
        days(band.getDaysList()),
        duration(band.getFrom()),
        duration(band.getTo()));
  }

  private static Set<DayOfWeek> days(List<Integer> days) {
    for (int i = 0; i < days.size(); i++) {
      if (days.get(i) < 1 || days.get(i) > 7) {
        throw new IllegalArgumentException(
            "days[%d]: %d (expected: 1 to 7)".formatted(i, days.get(i)));
      }
    }
    return days.isEmpty()
        ? EnumSet.allOf(DayOfWeek.class)
        : days.stream().map(DayOfWeek::of).collect(Collectors.toSet());
  }

  private static Duration duration(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  private static Toll toll(dev.faremesh.pricing.v1.Toll toll, Circle area) {
    return new Toll(
        toll.getLabel(),
        toll.getAmount(),
        area,
        toll.getAtPickup(),
        toll.getAtDropoff(),
        toll.getUntaxed());
  }
}
