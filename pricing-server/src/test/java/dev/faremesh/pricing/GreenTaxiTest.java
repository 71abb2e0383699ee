package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faremesh.pricing.Route.Source;
import dev.faremesh.pricing.store.TariffFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The built-in tariff of New York against what green taxis took there in August 2013, to whose
 * rides it was fitted. Their meters counted in steps of 50 cents.
 */
final class GreenTaxiTest {
  private static final double METERS_PER_MILE = 1609.344;
  private static final Path FILE =
      Path.of("..", "..", "shared", "data", "green_tripdata_2013-08.csv.gz");
  private static final Position NOWHERE = new Position(0, 0);
  private static final Tariff TARIFF = TariffFormat.builtIn().of(Places.NYC_STANDARD);

  /**
   * By the distance and the time that the meter saw, the typical fare is off by less than one step
   * of the meter, and all of them together by less than 2 %.
   */
  @Test
  void meteredRidesCostWhatTheMeterTook() throws IOException {
    var rides = rides();

    var errors = errors(rides, ride -> cents(ride, ride.metered()));

    assertThat(medianOf(errors)).isLessThan(50);
    assertThat(bias(rides, errors)).isCloseTo(0, within(0.02));
  }

  /**
   * By pickup and drop-off alone, without a road or the speed of that day, the typical fare is off
   * by less than two dollars, and all of them together by less than 8 %.
   */
  @Test
  void ridesAsTheCrowFliesCostAboutWhatTheMeterTook() throws IOException {
    var rides = rides();
    var router = new CrowFlyRouter();

    var errors =
        errors(
            rides,
            ride -> cents(ride, router.route(ride.trip(), TARIFF.traffic(), ride.departure())));

    assertThat(medianOf(errors)).isLessThan(200);
    assertThat(bias(rides, errors)).isCloseTo(0, within(0.08));
  }

  private record Ride(Trip trip, Instant departure, Route metered, long cents) {}

  private static long cents(Ride ride, Route route) {
    return Fare.of(TARIFF, ride.trip(), route, ride.departure(), Multiplier.NONE).total().minor();
  }

  private static long[] errors(List<Ride> rides, ToLongFunction<Ride> price) {
    return rides.stream().mapToLong(ride -> price.applyAsLong(ride) - ride.cents()).toArray();
  }

  private static double medianOf(long[] errors) {
    var sizes = Arrays.stream(errors).map(Math::abs).sorted().toArray();
    return sizes[sizes.length / 2];
  }

  private static double bias(List<Ride> rides, long[] errors) {
    double taken = rides.stream().mapToLong(Ride::cents).sum();
    return Arrays.stream(errors).sum() / taken;
  }

  private static List<Ride> rides() throws IOException {
    assumeTrue(Files.exists(FILE), () -> "skipped: " + FILE + " is not here");
    try (var text =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      var rides = text.lines().skip(2).map(GreenTaxiTest::ride).flatMap(Optional::stream).toList();
      assertThat(rides).hasSizeGreaterThan(6000);
      return rides;
    }
  }

  /** Empty where coordinates or distance are 0, and under 1 or over 120 minutes. */
  private static Optional<Ride> ride(String row) {
    var fields = row.split(",", -1);
    var pickup = position(fields[6], fields[5]);
    var dropoff = position(fields[8], fields[7]);
    var departure = time(fields[1]);
    var duration = Duration.between(departure, time(fields[2]));
    int meters = (int) Math.round(Double.parseDouble(fields[10]) * METERS_PER_MILE);
    boolean usable =
        !pickup.equals(NOWHERE)
            && !dropoff.equals(NOWHERE)
            && meters > 0
            && duration.compareTo(Duration.ofMinutes(1)) >= 0
            && duration.compareTo(Duration.ofMinutes(120)) <= 0;
    return usable
        ? Optional.of(
            new Ride(
                new Trip(pickup, dropoff),
                departure,
                new Route(meters, duration, Source.ROADS),
                new BigDecimal(fields[11]).movePointRight(2).longValueExact()))
        : Optional.empty();
  }

  private static Position position(String latitude, String longitude) {
    return new Position(Double.parseDouble(latitude), Double.parseDouble(longitude));
  }

  private static Instant time(String local) {
    return LocalDateTime.parse(local.replace(' ', 'T')).atZone(SomeTariff.NEW_YORK).toInstant();
  }
}
