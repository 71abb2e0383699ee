package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SurgeMapTest {
  private static final List<Cell> CELLS = Cell.at(Places.TIMES_SQUARE).neighbourhood();
  private static final CellSurge CALM = surge(0, 100);
  private static final CellSurge BUSY = surge(1, 150);
  private static final Inputs LIVE = live(7, 11);

  @Test
  void onlyCellsWithAnotherMultiplierAreNews() {
    var busier = surge(1, 155);

    assertThat(new SurgeMap(List.of(CALM, busier), LIVE).changesSince(map(LIVE)))
        .contains(new SurgeMap(List.of(busier), LIVE));
  }

  @Test
  void otherCountsWithTheSameMultipliersAreNoNews() {
    assertThat(map(live(8, 12)).changesSince(map(LIVE))).isEmpty();
  }

  @Test
  void inputInAnotherStateIsNews() {
    var lost = new Inputs(new Missing<>("UNAVAILABLE"), LIVE.demand());
    var slow = new Inputs(new Missing<>("DEADLINE_EXCEEDED"), LIVE.demand());

    assertThat(map(slow).changesSince(map(lost))).contains(new SurgeMap(List.of(), slow));
  }

  private static SurgeMap map(Inputs inputs) {
    return new SurgeMap(List.of(CALM, BUSY), inputs);
  }

  private static Inputs live(double supply, double demand) {
    var freshness = new Freshness(Signals.FRESH.asOf(), Duration.ofSeconds((long) supply), 0.9);
    return new Inputs(new Live<>(supply, freshness), new Live<>(demand, freshness));
  }

  private static CellSurge surge(int cell, int hundredths) {
    return new CellSurge(CELLS.get(cell), Optional.of(new Multiplier(hundredths)));
  }
}
