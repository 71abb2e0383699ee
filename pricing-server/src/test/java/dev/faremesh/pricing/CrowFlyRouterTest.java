package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CrowFlyRouterTest {
  private final Router router = new CrowFlyRouter();

  @Test
  void roadIsLongerThanTheCrowFlies() {
    var route = router.route(new Trip(Places.TIMES_SQUARE, Places.AIRPORT)); // 21,773 m of air

    assertThat(route).isEqualTo(new Route(29_394, Duration.ofSeconds(5039)));
  }

  @Test
  void samePlaceIsNoWay() {
    assertThat(router.route(new Trip(Places.AIRPORT, Places.AIRPORT)))
        .isEqualTo(new Route(0, Duration.ZERO));
  }

  @Test
  void dateLineIsNoWayAround() {
    var route = router.route(new Trip(new Position(10, 179.5), new Position(10, -179.5)));

    assertThat(route.meters()).isEqualTo(147_833);
  }

  @Test
  void otherSideOfTheEarthIsTheLongestWay() {
    var route = router.route(new Trip(new Position(12, 34), new Position(-12, -146)));

    assertThat(route.meters()).isEqualTo(27_020_404);
  }
}
