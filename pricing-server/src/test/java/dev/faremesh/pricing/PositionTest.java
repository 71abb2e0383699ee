package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PositionTest {
  @ParameterizedTest
  @CsvSource({"90.001, 0", "-91, 0", "0, 180.001", "0, -181", "NaN, 0", "0, NaN", "Infinity, 0"})
  void whatIsNotOnEarthIsRefused(double latitude, double longitude) {
    assertThatThrownBy(() -> new Position(latitude, longitude))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(latitude|longitude): .* \\(expected: -.* to .*\\)");
  }

  @Test
  void polesAndDateLineAreOnEarth() {
    assertThat(Cell.at(new Position(-90, 180)).neighbourhood()).hasSize(7);
  }
}
