package dev.faremesh.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PositionTest {
  @ParameterizedTest
  @CsvSource({"90.1,7", "-90.1,7", "11,180.1", "11,-180.1", "NaN,7", "11,NaN"})
  void placeThatIsNotOnEarthIsRefused(double lat, double lon) {
    assertThatThrownBy(() -> new Position(lat, lon))
        .hasMessage(
            "position: %s,%s (expected: latitude within -90..90, longitude within -180..180)",
            lat, lon);
  }

  @Test
  void cornersAreOnEarth() {
    assertThat(new Position(-90, 180).lon()).isEqualTo(180);
  }
}
