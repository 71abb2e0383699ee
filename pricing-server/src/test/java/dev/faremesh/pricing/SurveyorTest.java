package dev.faremesh.pricing;

import static dev.faremesh.pricing.Signals.live;
import static dev.faremesh.pricing.Signals.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.store.TariffFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SurveyorTest {
  private static final Area AREA = Area.around(Places.TIMES_SQUARE, 1);

  private final AskedSource supply = new AskedSource();
  private final AskedSource demand = new AskedSource();
  private final Surveyor surveyor = new Surveyor(supply, demand, TariffFormat::builtIn);

  @Test
  void eachCellIsPricedByItsOwnNeighbourhood() {
    var outside = AREA.withSurroundings().getLast();
    var pending = survey(Places.NYC_STANDARD, AREA);
    supply.answer(live(AREA.withSurroundings(), 0));
    demand.answer(live(riders(outside, 2)));

    var map = pending.join();

    assertThat(map.cells()).extracting(CellSurge::cell).isEqualTo(AREA.cells());
    for (CellSurge surge : map.cells()) {
      var beside = surge.cell().neighbourhood().contains(outside);
      assertThat(surge.multiplier()).contains(beside ? new Multiplier(185) : Multiplier.NONE);
    }
    assertThat(map.cells())
        .extracting(CellSurge::multiplier)
        .contains(Optional.of(new Multiplier(185)));
  }

  @Test
  void inputsAreThoseOfTheAreaWithoutItsSurroundings() {
    var pending = survey(Places.NYC_STANDARD, AREA);
    supply.answer(live(AREA.withSurroundings(), 0.5));
    demand.answer(live(riders(AREA.withSurroundings().getLast(), 2)));

    assertThat(pending.join().inputs())
        .isEqualTo(new Inputs(new Live<>(3.5, Signals.FRESH), new Live<>(0.0, Signals.FRESH)));
  }

  @Test
  void withoutTwoLiveInputsNoCellHasAMultiplier() {
    var pending = survey(Places.NYC_STANDARD, AREA);
    supply.answer(missing("UNAVAILABLE"));
    demand.answer(live(AREA.withSurroundings(), 900));

    var map = pending.join();

    assertThat(map.cells()).hasSize(7).allMatch(surge -> surge.multiplier().isEmpty());
    assertThat(map.inputs().supply().whyNotLive()).contains("UNAVAILABLE");
  }

  @Test
  void largestAreaIsOneQuestionThatFitsABatch() {
    var largest = Area.around(Places.TIMES_SQUARE, Area.MOST_RINGS);

    var _ = survey(Places.NYC_STANDARD, largest);

    assertThat(supply.questions).hasSize(1);
    assertThat(demand.questions).hasSize(1);
    assertThat(supply.questions.getFirst().cells())
        .hasSize(919)
        .doesNotHaveDuplicates()
        .containsAll(largest.cells());
    assertThat(largest.cells()).hasSize(817);
    assertThat(demand.questions.getFirst().horizon()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void unknownProductIsRefusedWithoutAskingAnybody() {
    assertThat(survey(new Market("nyc", "limo"), AREA))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(UnknownProduct.class);
    assertThat(supply.questions).isEmpty();
  }

  @Test
  void areaThatFitsNoBatchIsRefused() {
    assertThatThrownBy(() -> Area.around(Places.TIMES_SQUARE, 17))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rings: 17 (expected: 0 to 16)");
  }

  private CompletableFuture<SurgeMap> survey(Market market, Area area) {
    return surveyor.survey(market, area).toCompletableFuture();
  }

  /** None but in one cell. */
  private static Map<Cell, Double> riders(Cell cell, double count) {
    var riders = new HashMap<Cell, Double>();
    AREA.withSurroundings().forEach(other -> riders.put(other, 0.0));
    riders.put(cell, count);
    return riders;
  }
}
