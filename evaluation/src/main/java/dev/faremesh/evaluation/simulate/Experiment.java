package dev.faremesh.evaluation.simulate;

import static dev.faremesh.evaluation.simulate.Cluster.tally;

import dev.faremesh.evaluation.simulate.Evenings.Played;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Plays all that a plan asks for, and sums it up. */
final class Experiment {
  /** Outages are played on one in so many evenings. */
  private static final int THIRD = 3;

  private static final double NEAR_BEST = -0.01;

  private final Plan plan;
  private final Weights weights;
  private final Evenings evenings;
  private final Outages outages;
  private final StationaryMarket stationary;

  Experiment(
      Plan plan, Weights weights, Evenings evenings, Outages outages, StationaryMarket stationary) {
    this.plan = plan;
    this.weights = weights;
    this.evenings = evenings;
    this.outages = outages;
    this.stationary = stationary;
  }

  /** How many runs it takes. */
  static int runs(Plan plan) {
    int days = plan.days().size();
    return days * Evenings.runsOfDate(plan)
        + 2 * third(days) * Outages.runsOfNight()
        + StationaryMarket.runs();
  }

  private static int third(int days) {
    return Math.ceilDiv(days, THIRD);
  }

  /**
   * Plays.
   *
   * @param crew whose size changes how long it takes, and nothing else
   */
  Findings run(Crew crew) throws InterruptedException {
    var playing =
        crew.begin(
            plan.days().stream().<Callable<Played>>map(day -> () -> evenings.play(day)).toList());
    var standing =
        crew.begin(
            IntStream.range(0, StationaryMarket.EVENINGS)
                .<Callable<Map<String, Tally>>>mapToObj(number -> () -> stationary.play(number))
                .toList());
    var played = Crew.await(playing);
    var crowded = begin(crew, busiest(played), outages::event);
    var calm = begin(crew, calmest(played), outages::plain);
    var atScarcities = new ArrayList<AtScarcity>();
    for (double scarcity : plan.scarcities()) {
      atScarcities.add(atScarcity(scarcity, played, crew));
    }
    var market =
        new Clusters<>(Crew.await(standing).stream().map(it -> new Cluster<>("", it)).toList());
    return new Findings(
        plan,
        weights,
        atScarcities,
        market,
        judge(market),
        new Clusters<>(Crew.await(crowded)),
        new Clusters<>(Crew.await(calm)));
  }

  private static List<Future<Cluster<Outage>>> begin(
      Crew crew, List<LocalDate> dates, Function<LocalDate, Map<Outage, Tally>> play) {
    return crew.begin(
        dates.stream()
            .<Callable<Cluster<Outage>>>map(
                date -> () -> new Cluster<>(date.toString(), play.apply(date)))
            .toList());
  }

  /** The evenings that have most drivers by the rule: those with a crowd can be served. */
  private static List<LocalDate> busiest(List<Played> played) {
    return least(played, it -> -it.evening().expected());
  }

  /** The evenings on which surge asked least. */
  private static List<LocalDate> calmest(List<Played> played) {
    return least(played, it -> Measure.MEAN_MULTIPLIER.of(tally(it.at(1), Policy.SURGE)));
  }

  private static List<LocalDate> least(List<Played> played, ToDoubleFunction<Played> of) {
    return played.stream()
        .sorted(Comparator.comparingDouble(of))
        .limit(third(played.size()))
        .map(it -> it.evening().date())
        .sorted()
        .toList();
  }

  private AtScarcity atScarcity(double scarcity, List<Played> played, Crew crew)
      throws InterruptedException {
    double neutral =
        Measure.MEAN_MULTIPLIER.of(tally(pooled(played, scarcity).pooled(), Policy.SURGE));
    var tallies =
        Crew.await(
            crew.begin(
                played.stream()
                    .<Callable<Tally>>map(
                        it -> () -> evenings.neutral(it.evening(), scarcity, neutral))
                    .toList()));
    double best = bestFlat(played, scarcity);
    for (int i = 0; i < tallies.size(); i++) {
      var evening = played.get(i);
      evening.at(scarcity).put(Policy.NEUTRAL, tallies.get(i));
      evening.at(scarcity).put(Policy.BEST_FLAT, tally(evening.flatsAt(scarcity), best));
    }
    var all = pooled(played, scarcity);
    return new AtScarcity(scarcity, plan.seedsAt(scarcity), neutral, best, all, Gates.of(all));
  }

  /** The flat price under which all evenings together have most welfare. */
  private static double bestFlat(List<Played> played, double scarcity) {
    var flats =
        new Clusters<>(played.stream().map(it -> new Cluster<>("", it.flatsAt(scarcity))).toList())
            .pooled();
    return Policy.FLATS.stream()
        .max(Comparator.comparingDouble(flat -> tally(flats, flat).welfare()))
        .orElseThrow();
  }

  private static Clusters<Policy> pooled(List<Played> played, double scarcity) {
    return new Clusters<>(
        played.stream()
            .map(it -> new Cluster<>(it.evening().date().toString(), it.at(scarcity)))
            .toList());
  }

  private static Verdict judge(Clusters<String> market) {
    var estimate = market.estimates(List.of(Experiment::overBestFlat)).getFirst();
    return new Verdict(
        estimate.atLeast("welfare_vs_best_flat_stationary", NEAR_BEST),
        "gain of welfare over the best of five flat prices, in a market that stands still");
  }

  private static double overBestFlat(Map<String, Tally> market) {
    double best =
        Policy.FLATS.stream()
            .mapToDouble(flat -> tally(market, StationaryMarket.label(flat)).welfare())
            .max()
            .orElseThrow();
    return tally(market, StationaryMarket.SURGE).welfare() / best - 1;
  }
}
