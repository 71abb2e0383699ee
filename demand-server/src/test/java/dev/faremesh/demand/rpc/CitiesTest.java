package dev.faremesh.demand.rpc;

import static dev.faremesh.demand.rpc.RunningDemand.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.faremesh.demand.MutableClock;
import io.grpc.Status.Code;
import it.unimi.dsi.fastutil.longs.LongList;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CitiesTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final Cities cities =
      new Cities(
          new MutableClock(START), FIVE_MINUTES, Cells.warmed(), ContractBalance.read(), Map.of());

  @Test
  void onlySoManyCitiesAreKept() {
    for (int i = 0; i < Cities.MOST; i++) {
      cities.named("city-" + i);
    }

    var failure = catchThrowable(() -> cities.named("one-more"));
    var info = RunningDemand.assertError(failure, Code.RESOURCE_EXHAUSTED, "CITIES_FULL");
    assertThat(info.getMetadataMap()).containsEntry("city", "one-more");
    assertThat(cities.timeIn("city-7")).isEqualTo(START);
  }

  @Test
  void askingAboutACityDoesNotMakeOne() {
    for (int i = 0; i <= Cities.MOST; i++) {
      var square = LongList.of(0x882a100d67fffffL);
      var reading = cities.read("city-" + i, "standard", square, FIVE_MINUTES);
      assertThat(reading.feed().expects()).isFalse();
      var _ = cities.calibration("city-" + i, "standard");
    }

    assertThat(cities.timeIn("one-more")).isEqualTo(START);
  }
}
