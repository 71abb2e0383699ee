package dev.faremesh.demand.rpc;

import static dev.faremesh.demand.rpc.RunningDemand.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.faremesh.demand.MutableClock;
import io.grpc.Status.Code;
import it.unimi.dsi.fastutil.longs.LongList;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CitiesTest {
  private final Cities cities =
      new Cities(new MutableClock(START), Duration.ofMinutes(5), Cells.warmed());

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
      assertThat(cities.read("city-" + i, "standard", LongList.of(0x882a100d67fffffL)).heard())
          .isFalse();
    }

    assertThat(cities.timeIn("one-more")).isEqualTo(START);
  }
}
