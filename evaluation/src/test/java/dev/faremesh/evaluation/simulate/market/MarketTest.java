package dev.faremesh.evaluation.simulate.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarketTest {
  private static final Town TOWN = new Town(4);

  private static Tally run(World world, Pricing pricing) {
    return new Market(world, pricing).run();
  }

  @Test
  void everySessionEndsInExactlyOneWay() {
    for (int drivers : new int[] {0, 3, 30, 300}) {
      var world = TOWN.world(2000, drivers, 240, 11);
      var tally = run(world, new Flat(1.2));
      long measured = IntStream.range(0, 2000).filter(world.riders().sessions()::measured).count();
      assertThat(tally.of(Sum.SESSIONS)).isEqualTo((double) measured);
      assertThat(
              tally.of(Sum.TOO_DEAR)
                  + tally.of(Sum.TOO_FAR)
                  + tally.of(Sum.UNFULFILLED)
                  + tally.of(Sum.COMPLETED))
          .isEqualTo((double) measured);
      assertThat(tally.of(Sum.REQUESTS))
          .isEqualTo(tally.of(Sum.UNFULFILLED) + tally.of(Sum.COMPLETED));
    }
  }

  @Test
  void withoutDriversNobodyIsDriven() {
    var tally = run(TOWN.world(500, 0, 120, 3), new Flat(1));
    assertThat(tally.of(Sum.COMPLETED)).isZero();
    assertThat(tally.of(Sum.UNFULFILLED)).isPositive();
    assertThat(tally.waitMinutes(0.95)).isZero();
  }

  @Test
  void driversAreAsManyAsTheyAreMeantToBeAllTheTime() {
    var world = TOWN.world(300, 25, 240, 11);
    var tally = run(world, new Flat(1));
    assertThat(tally.of(Sum.ONLINE_SECONDS)).isEqualTo(25 * 60.0 * (240 - 30));
    assertThat(tally.of(Sum.EN_ROUTE_SECONDS) + tally.of(Sum.ON_TRIP_SECONDS))
        .isPositive()
        .isLessThan(tally.of(Sum.ONLINE_SECONDS));
  }

  @Test
  void fleetThatShrinksSendsNobodyHomeWithARider() {
    var many = TOWN.world(3000, 60, 240, 11);
    var fleet = IntStream.range(0, 240).map(minute -> minute < 120 ? 60 : 0).boxed().toList();
    var world =
        new World(
            many.map(), many.riders(), many.hotspots(), fleet, 120, many.horizon(), many.dice());
    var tally = run(world, new Flat(1));
    assertThat(tally.of(Sum.ON_TRIP_SECONDS)).isPositive();
    assertThat(tally.of(Sum.ONLINE_SECONDS))
        .isCloseTo(tally.of(Sum.ON_TRIP_SECONDS) + tally.of(Sum.EN_ROUTE_SECONDS), within(60.0));
  }

  @Test
  void sameSeedGivesTheSameEveningAndAnotherSeedAnother() {
    var one = run(TOWN.world(1000, 20, 180, 5), new Flat(1));
    var again = run(TOWN.world(1000, 20, 180, 5), new Flat(1));
    var other = run(TOWN.world(1000, 20, 180, 6), new Flat(1));
    assertThat(again.welfare()).isEqualTo(one.welfare());
    assertThat(again.waitMinutes(0.9)).isEqualTo(one.waitMinutes(0.9));
    assertThat(other.welfare()).isNotEqualTo(one.welfare());
  }

  /**
   * Common random numbers: who goes away when it is dear depends on the rider and the price alone.
   */
  @Test
  void ridersHaveTheSameTastesUnderEveryPrice() {
    var world = TOWN.world(2000, 20, 180, 13);
    var riders = world.riders();
    for (double price : new double[] {1.2, 1.7, 2.5}) {
      long unwilling =
          IntStream.range(0, riders.count())
              .filter(rider -> riders.sessions().measured(rider) && riders.multiple[rider] < price)
              .count();
      assertThat(run(world, new Flat(price)).of(Sum.TOO_DEAR)).isEqualTo((double) unwilling);
    }
  }

  @Test
  void dearerRidesAreFewerAndWorthMore() {
    var world = TOWN.world(2000, 30, 240, 8);
    var cheap = run(world, new Flat(1));
    var dear = run(world, new Flat(2));
    assertThat(dear.of(Sum.TOO_DEAR) / dear.of(Sum.SESSIONS))
        .isCloseTo(1 - Math.pow(2, -0.55), within(0.03));
    assertThat(dear.of(Sum.WORTH) / dear.of(Sum.COMPLETED))
        .isGreaterThan(cheap.of(Sum.WORTH) / cheap.of(Sum.COMPLETED));
  }

  @Test
  void policySeesEveryMinuteOnceAndHowManyDriversAreIdle() {
    var world = TOWN.world(300, 40, 120, 2);
    var minutes = new AtomicInteger();
    var idle = new AtomicInteger();
    run(
        world,
        new Pricing() {
          @Override
          public void minute(int minute, Snapshot market) {
            assertThat(minute).isEqualTo(minutes.getAndIncrement());
            for (int i = 0; i < market.size(); i++) {
              idle.addAndGet(minute == 0 ? market.open(market.cell(i)) : 0);
            }
          }

          @Override
          public double multiplier(int rider) {
            return 1;
          }
        });
    assertThat(minutes).hasValue(120);
    assertThat(idle).hasValue(40);
  }
}
