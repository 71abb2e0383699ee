package dev.faremesh.pricing;

import static dev.faremesh.pricing.Signals.live;
import static dev.faremesh.pricing.Signals.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.store.TariffFormat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SurveyorTest {
  private static final Area AREA = Area.around(Places.TIMES_SQUARE, 1);
  private static final double LOG_SUPPLY = 2.3;

  private final AskedSource supply = new AskedSource();
  private final AskedSource demand = new AskedSource();
  private final Surveyor surveyor =
      new Surveyor(
          supply,
          demand,
          new SurgePolicy(Indices.BALANCE, InstantSource.system()),
          TariffFormat::builtIn);

  @Test
  void eachCellIsPricedAtItsCentreWithItsNeighbours() {
    var outside = AREA.withSurroundings().getLast();
    var pending = survey(Places.NYC_STANDARD, AREA);
    supply.answer(live(AREA.withSurroundings(), 4, LOG_SUPPLY));
    demand.answer(live(riders(1.5249, Map.of(outside, 3.0))));

    var map = pending.join();

    assertThat(map.cells()).extracting(CellSurge::cell).isEqualTo(AREA.cells());
    for (CellSurge surge : map.cells()) {
      var beside = surge.cell().neighbourhood().contains(outside);
      assertThat(surge.multiplier()).contains(new Multiplier(beside ? 155 : 150));
    }
    assertThat(map.cells())
        .extracting(CellSurge::multiplier)
        .contains(Optional.of(new Multiplier(155)));
  }

  @Test
  void mapShowsWhatAQuoteAtTheCentreOfACellCosts() {
    var cell = AREA.cells().get(3);
    var pending = survey(Places.NYC_STANDARD, AREA);
    var drivers = live(AREA.withSurroundings(), 4, LOG_SUPPLY);
    var riders = live(riders(1.2, Map.of(cell, 2.9)));
    supply.answer(drivers);
    demand.answer(riders);

    var quoted =
        new SurgePolicy(Indices.BALANCE, InstantSource.system())
            .price(
                Pickup.at(Places.NYC_STANDARD, cell.center()),
                SurgeLimits.NONE,
                new SignalPair(drivers, riders))
            .multiplier();
    assertThat(pending.join().cells()).contains(new CellSurge(cell, Optional.of(quoted)));
    assertThat(quoted.value()).isBetween(2.0, 2.85);
  }

  @Test
  void inputsAreThoseOfTheAreaWithoutItsSurroundings() {
    var pending = survey(Places.NYC_STANDARD, AREA);
    supply.answer(live(AREA.withSurroundings(), 0.5, LOG_SUPPLY));
    demand.answer(live(riders(1, Map.of(AREA.withSurroundings().getLast(), 2.0))));

    assertThat(pending.join().inputs())
        .isEqualTo(new Inputs(new Live<>(3.5, Signals.FRESH), new Live<>(7.0, Signals.FRESH)));
  }

  @Test
  void withoutTwoLiveInputsNoCellHasAMultiplier() {
    var pending = survey(Places.NYC_STANDARD, AREA);
    supply.answer(missing("UNAVAILABLE"));
    demand.answer(live(AREA.withSurroundings(), 900, 9));

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

  /** As many as make a multiplier, but for some cells; one in each of them. */
  private static Map<Cell, CellCount> riders(double multiplier, Map<Cell, Double> others) {
    var riders = new HashMap<Cell, CellCount>();
    for (Cell cell : AREA.withSurroundings()) {
      double wanted = others.getOrDefault(cell, multiplier);
      riders.put(cell, new CellCount(1, Indices.logDemandFor(wanted, LOG_SUPPLY)));
    }
    return riders;
  }
}
