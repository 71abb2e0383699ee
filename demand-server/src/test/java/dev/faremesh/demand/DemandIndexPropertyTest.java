package dev.faremesh.demand;

import static dev.faremesh.demand.HexPlane.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class DemandIndexPropertyTest {
  private static final double EMPTY = Math.log(2.4);

  @Property(tries = 200)
  void poolsAreThoseOfAPlainSum(@ForAll("cities") Map<Long, Double> city) {
    var index = index();
    index.follow(numbers(city));

    for (int q = -6; q <= 6; q++) {
      long at = cell(q, 1);
      double pooled =
          city.entrySet().stream()
              .mapToDouble(e -> weight(HexPlane.distance(at, e.getKey())) * e.getValue())
              .sum();
      assertThat(index.at(at)).isEqualTo(Math.log(pooled + 2.4), within(1e-9));
    }
  }

  @Property(tries = 200)
  void moreRidersAnywhereNeverLowerIt(
      @ForAll @Size(max = 12) List<@From("cities") Map<Long, Double>> minutes,
      @ForAll("places") long more,
      @ForAll @DoubleRange(min = 0, max = 50) double riders) {
    var fewer = index();
    var greater = index();
    for (Map<Long, Double> city : minutes) {
      fewer.tick(numbers(city));
      city.merge(more, riders, Double::sum);
      greater.tick(numbers(city));
    }
    for (int q = -6; q <= 6; q++) {
      assertThat(greater.at(cell(q, 0))).isGreaterThanOrEqualTo(fewer.at(cell(q, 0)) - 1e-12);
    }
  }

  @Property(tries = 200)
  void noMinuteMovesItFurtherThanItsShareOfThePrice(
      @ForAll @Size(max = 12) List<@From("cities") Map<Long, Double>> minutes) {
    var index = index();
    for (Map<Long, Double> city : minutes) {
      double before = index.at(cell(0, 0));
      index.tick(numbers(city));
      double step = index.at(cell(0, 0)) - before;
      assertThat(step).isBetween(Math.log(0.86) / 2.8 - 1e-12, Math.log(1.25) / 2.8 + 1e-12);
      assertThat(index.at(cell(0, 0))).isGreaterThanOrEqualTo(EMPTY - 1e-12);
    }
  }

  @Property(tries = 200)
  void constantDemandIsReachedWithoutOvershoot(
      @ForAll("cities") Map<Long, Double> from, @ForAll("cities") Map<Long, Double> to) {
    var index = index();
    index.follow(numbers(from));
    var there = index();
    there.follow(numbers(to));
    double end = there.at(cell(0, 0));
    double gap = index.at(cell(0, 0)) - end;
    for (int minute = 0; minute < 600; minute++) {
      index.tick(numbers(to));
      double left = index.at(cell(0, 0)) - end;
      assertThat(left * gap).isGreaterThanOrEqualTo(0);
      assertThat(Math.abs(left)).isLessThanOrEqualTo(Math.abs(gap));
      gap = left;
    }
    assertThat(gap).isEqualTo(0, within(1e-9));
  }

  @Property(tries = 100)
  void movedOrTurnedCityHasTheSameIndexThere(
      @ForAll @Size(max = 5) List<@From("cities") Map<Long, Double>> minutes,
      @ForAll @IntRange(min = -90, max = 90) int q,
      @ForAll @IntRange(min = -90, max = 90) int r) {
    var here = index();
    var there = index();
    LongUnaryOperator way = cell -> HexPlane.moved(HexPlane.turned(cell), q, r);
    for (Map<Long, Double> city : minutes) {
      here.tick(numbers(city));
      Map<Long, Double> other = new LinkedHashMap<>();
      city.forEach((cell, number) -> other.put(way.applyAsLong(cell), number));
      there.tick(numbers(other));
    }
    for (int i = -6; i <= 6; i++) {
      long cell = cell(i, -1);
      assertThat(there.at(way.applyAsLong(cell))).isEqualTo(here.at(cell), within(1e-12));
    }
  }

  private static DemandIndex index() {
    return new DemandIndex(DemandIndexTest.BALANCE, HexPlane::rings);
  }

  private static CellNumbers numbers(Map<Long, Double> city) {
    var numbers = new CellNumbers();
    city.forEach(numbers::add);
    return numbers;
  }

  private static double weight(int distance) {
    return switch (distance) {
      case 0 -> 1;
      case 1 -> 0.5;
      case 2 -> 0.2;
      default -> 0;
    };
  }

  @Provide
  Arbitrary<Long> places() {
    var coordinates = Arbitraries.integers().between(-4, 4);
    return coordinates.tuple2().map(at -> cell(at.get1(), at.get2()));
  }

  @Provide
  Arbitrary<Map<Long, Double>> cities() {
    var riders =
        Arbitraries.oneOf(
            Arbitraries.of(0.0, 0.002, 1.0, 1e9), Arbitraries.doubles().between(0, 60));
    return Arbitraries.maps(places(), riders).ofMaxSize(15);
  }
}
