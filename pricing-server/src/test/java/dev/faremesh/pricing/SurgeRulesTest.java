package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SurgeRulesTest {
  private static final Circle MIDTOWN = new Circle(Places.TIMES_SQUARE, 3000);
  private static final Circle BROADWAY = new Circle(Places.TIMES_SQUARE, 500);

  @Test
  void withoutRulesNothingIsForbiddenButADiscount() {
    assertThat(at(List.of(), List.of())).isEqualTo(SurgeLimits.NONE);
  }

  @Test
  void lowestCapHoldsUnderItsName() {
    var limits =
        at(
            List.of(
                limits(100, 400, "the product"),
                limits(100, 250, "the regulator"),
                limits(100, 300, "the emergency")),
            List.of());

    assertThat(limits).isEqualTo(limits(100, 250, "the regulator"));
  }

  @Test
  void discountNeedsAllToAllowIt() {
    assertThat(at(List.of(limits(50, 200, "the regulator"), limits(80, 300, "x")), List.of()))
        .isEqualTo(limits(80, 200, "the regulator"));
    assertThat(at(List.of(limits(50, 200, "the regulator"), limits(100, 300, "x")), List.of()))
        .extracting(SurgeLimits::floor)
        .isEqualTo(Multiplier.NONE);
  }

  @Test
  void areasHoldForPickupsInThemAlone() {
    var areas = List.of(new SurgeRules.Area(MIDTOWN, limits(50, 150, "Midtown")));
    var rules = new SurgeRules(List.of(limits(80, 200, "the regulator")), areas);

    assertThat(rules.at(Places.TIMES_SQUARE)).isEqualTo(limits(80, 150, "Midtown"));
    assertThat(rules.at(Places.AIRPORT)).isEqualTo(limits(80, 200, "the regulator"));
  }

  @Test
  void whereAreasOverlapTheLowestCapAndTheHighestFloorHold() {
    var areas =
        List.of(
            new SurgeRules.Area(BROADWAY, limits(90, 160, "Broadway")),
            new SurgeRules.Area(MIDTOWN, limits(50, 150, "Midtown")));

    assertThat(at(List.of(limits(50, 200, "the regulator")), areas))
        .isEqualTo(limits(90, 150, "Midtown"));
  }

  @Test
  void noAreaLiftsWhatTheRegulatorForbids() {
    var areas = List.of(new SurgeRules.Area(MIDTOWN, limits(50, 400, "Midtown")));

    assertThat(at(List.of(limits(100, 200, "the regulator")), areas))
        .isEqualTo(limits(100, 200, "the regulator"));
  }

  @Test
  void oneSwitchIsEnoughToPutSurgeOff() {
    var off = new SurgeLimits(new Multiplier(50), new Multiplier(1000), "Midtown", true);
    var city = limits(100, 200, "the regulator");
    var rules = new SurgeRules(List.of(city), List.of(new SurgeRules.Area(MIDTOWN, off)));

    assertThat(rules.at(Places.TIMES_SQUARE).off()).isTrue();
    assertThat(rules.at(Places.AIRPORT).off()).isFalse();
    assertThat(at(List.of(city, off), List.of()).off()).isTrue();
  }

  private static SurgeLimits at(List<SurgeLimits> everywhere, List<SurgeRules.Area> areas) {
    return new SurgeRules(everywhere, areas).at(Places.TIMES_SQUARE);
  }

  private static SurgeLimits limits(int floor, int cap, String name) {
    return new SurgeLimits(new Multiplier(floor), new Multiplier(cap), name, false);
  }
}
