package dev.faremesh.evaluation.simulate;

import static dev.faremesh.evaluation.simulate.Cluster.tally;

import dev.faremesh.evaluation.simulate.market.Tally;
import dev.faremesh.report.Band;
import dev.faremesh.report.LineChart.Series;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The page's charts of what is no ordinary evening: outages, and a market that stands still. */
final class SpecialCharts {
  private final Findings findings;

  SpecialCharts(Findings findings) {
    this.findings = findings;
  }

  /** What riders were asked around the outage. */
  String outages() {
    return PageCharts.grid(
        Stream.of(
            outage("multiplier near the crowd", findings.event().pooled()),
            outage("multiplier on calm evenings", findings.calm().pooled())));
  }

  private static String outage(String title, Map<Outage, Tally> pooled) {
    double from = Outages.FROM / (double) Tally.SLOT_MINUTES;
    double until = Outages.UNTIL / (double) Tally.SLOT_MINUTES;
    int first = Venue.FROM / Tally.SLOT_MINUTES;
    int last = Venue.UNTIL / Tally.SLOT_MINUTES;
    var series =
        Stream.of(Outage.ZERO, Outage.BASE, Outage.UNBROKEN, Outage.HOLD)
            .map(outage ->
                new Series(
                    outage.label(),
                    PageCharts.style(outage),
                    PageCharts.asked(tally(pooled, outage), first).subList(0, last - first)))
            .toList();
    var bands = List.of(new Band(from - first, until - first, "nothing heard"));
    return PageCharts.lines(
        title,
        PageCharts.places(Window.NIGHT, first, last - first),
        series,
        List.of(1.0),
        bands,
        false,
        PageCharts::multiplier);
  }

  /** Welfare over flat 1.0 where nothing changes but by chance. */
  String stationary() {
    var labels = List.copyOf(findings.stationary().pooled().keySet());
    var flat = StationaryMarket.label(Policy.FLATS.getFirst());
    var gains =
        findings
            .stationary()
            .estimates(
                labels.stream()
                    .<ToDoubleFunction<Map<String, Tally>>>map(label ->
                        market ->
                            tally(market, label).welfare() / tally(market, flat).welfare() - 1)
                    .toList());
    var rows =
        IntStream.range(0, labels.size())
            .mapToObj(i ->
                PageCharts.row(
                    gains.get(i),
                    labels.get(i),
                    labels.get(i).equals(StationaryMarket.SURGE) ? "surge" : "flat"))
            .toList();
    return PageCharts.ranges("welfare", "over flat 1.0", rows, List.of(0.0), PageCharts::percent);
  }
}
