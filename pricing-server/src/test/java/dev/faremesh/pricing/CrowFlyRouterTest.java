package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.Route.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrowFlyRouterTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Trip TO_THE_AIRPORT = new Trip(Places.TIMES_SQUARE, Places.AIRPORT);
  private static final Instant NOON = Instant.parse("2026-05-04T16:00:00Z");

  private final Router router = new CrowFlyRouter();

  @Test
  void roadIsLongerThanTheCrowFlies() {
    assertThat(route(TO_THE_AIRPORT)) // 21,773 m of air
        .isEqualTo(new Route(29_394, Duration.ofSeconds(5039), Source.CROW_FLY));
  }

  @Test
  void detourIsTheCitys() {
    var straight = new Traffic(NEW_YORK, 1, Traffic.USUAL_SPEEDS);

    assertThat(router.route(TO_THE_AIRPORT, straight, NOON).meters()).isEqualTo(21_773);
  }

  @Test
  void samePlaceIsNoWay() {
    assertThat(route(new Trip(Places.AIRPORT, Places.AIRPORT)))
        .isEqualTo(new Route(0, Duration.ZERO, Source.CROW_FLY));
  }

  @Test
  void dateLineIsNoWayAround() {
    var route = route(new Trip(new Position(10, 179.5), new Position(10, -179.5)));

    assertThat(route.meters()).isEqualTo(147_833);
  }

  @Test
  void otherSideOfTheEarthIsTheLongestWay() {
    var route = route(new Trip(new Position(12, 34), new Position(-12, -146)));

    assertThat(route.meters()).isEqualTo(27_020_404);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-04T03:59:59Z, 33", // 23 h of the day before
    "2026-05-04T04:00:00Z, 10", // midnight
    "2026-05-04T12:30:00Z, 18",
    "2026-03-08T06:59:59Z, 11", // clocks go from 1:59:59
    "2026-03-08T07:00:00Z, 13", // to 3:00
    "2026-11-01T05:30:00Z, 11", // 1:30
    "2026-11-01T06:30:00Z, 11", // and again
    "2026-11-01T07:00:00Z, 12"
  })
  void speedIsThatOfTheHourByTheCitysClocks(Instant departure, double kilometersPerHour) {
    List<Double> speeds = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      speeds.add(10.0 + hour);
    }
    var traffic = new Traffic(NEW_YORK, 1.35, speeds);

    var seconds = router.route(TO_THE_AIRPORT, traffic, departure).duration().toSeconds();

    assertThat(seconds).isEqualTo(Math.round(29_394 * 3.6 / kilometersPerHour));
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, 24, 21, detour: 0.9 (expected: 1 to 5)",
    "1.35, 23, 21, 'speed_kmh: 23 numbers (expected: 24, one for each hour, or none)'",
    "1.35, 24, 0.5, speed_kmh[0]: 0.5 (expected: 1 to 200)",
    "1.35, 24, NaN, speed_kmh[0]: NaN (expected: 1 to 200)"
  })
  void trafficThatCannotBeIsRefused(double detour, int hours, double speed, String said) {
    var speeds = new ArrayList<Double>(Traffic.USUAL_SPEEDS.subList(0, hours));
    speeds.set(0, speed);

    assertThatThrownBy(() -> new Traffic(NEW_YORK, detour, speeds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(said);
  }

  private Route route(Trip trip) {
    return router.route(
        trip, new Traffic(NEW_YORK, Traffic.USUAL_DETOUR, Traffic.USUAL_SPEEDS), NOON);
  }
}
