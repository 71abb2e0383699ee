package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.chart.LineChart;
import dev.faremesh.evaluation.chart.LineChart.Band;
import dev.faremesh.evaluation.chart.LineChart.Series;
import dev.faremesh.evaluation.chart.RangeChart;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The charts of the page. */
final class PageCharts {
  private static final List<Measure> SHOWN =
      List.of(
          Measure.COMPLETED,
          Measure.UNFULFILLED,
          Measure.P95_WAIT,
          Measure.RIDER_SURPLUS,
          Measure.WELFARE,
          Measure.VOLATILITY);

  private final Findings findings;

  PageCharts(Findings findings) {
    this.findings = findings;
  }

  private static String figure(String caption, String chart) {
    return "<figure><figcaption>%s</figcaption>\n%s</figure>\n".formatted(caption, chart);
  }

  private static String grid(Stream<String> figures) {
    return figures.collect(Collectors.joining("", "<div class=\"grid\">\n", "</div>\n"));
  }

  private static String style(Enum<?> policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%+.1f%%", 100 * share);
  }

  private static String multiplier(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Each measure that matters, of all policies. */
  String measures() {
    var policies = List.of(Policy.values());
    var figures = Figures.of(findings.judged().evenings(), policies);
    return grid(
        SHOWN.stream()
            .map(measure -> {
              var rows =
                  policies.stream()
                      .map(policy -> row(figures.of(policy, measure), policy.label(), style(policy)))
                      .toList();
              return ranges(measure.label(), measure.meaning(), rows, List.of(), measure::text);
            }));
  }

  private static RangeChart.Row row(Estimate estimate, String label, String style) {
    return new RangeChart.Row(
        label, style, estimate.value(), estimate.interval().low(), estimate.interval().high());
  }

  private static String ranges(
      String title,
      String meaning,
      List<RangeChart.Row> rows,
      List<Double> marks,
      DoubleFunction<String> text) {
    return figure(
        "<b>%s</b> %s".formatted(title, meaning),
        new RangeChart(title, rows, marks, text).element());
  }

  private Cluster<Policy> dearest() {
    return findings.judged().evenings().clusters().stream()
        .max(Comparator.comparingDouble(PageCharts::asked))
        .orElseThrow();
  }

  private static double asked(Cluster<Policy> day) {
    return Measure.MEAN_MULTIPLIER.of(tally(day, Policy.SURGE));
  }

  private static <K> Tally tally(Cluster<K> day, K policy) {
    return tally(day.tallies(), policy);
  }

  private static <K> Tally tally(Map<K, Tally> tallies, K policy) {
    var tally = tallies.get(policy);
    if (tally == null) {
      throw new IllegalArgumentException("policy: %s (expected: one that ran)".formatted(policy));
    }
    return tally;
  }

  String eveningText() {
    return "What riders were asked on %s, the evening on which surge asked most, on average over"
            .formatted(dearest().label())
        + " five minutes. Surge moves less from one to the next than the naive ratio does.";
  }

  /** The multipliers of an evening. */
  String evening() {
    var day = dearest();
    var series =
        Stream.of(Policy.NAIVE, Policy.ORACLE, Policy.SURGE)
            .map(policy ->
                new Series(policy.label(), style(policy), asked(tally(day, policy), 12)))
            .toList();
    var places = places(Window.EVENING, 12, series.getFirst().values().size());
    return lines("multiplier", places, series, List.of(1.0), List.of(), false, PageCharts::multiplier);
  }

  /** What riders were asked from a slot on, up to the end. */
  private static List<Double> asked(Tally tally, int fromSlot) {
    return IntStream.range(fromSlot, tally.slots()).mapToObj(tally::meanMultiplier).toList();
  }

  private static List<String> places(Window window, int fromSlot, int count) {
    return IntStream.range(fromSlot, fromSlot + count)
        .mapToObj(slot -> window.begin().plusMinutes((long) slot * Tally.SLOT_MINUTES))
        .map(LocalTime::toString)
        .toList();
  }

  private static String lines(
      String title,
      List<String> places,
      List<Series> series,
      List<Double> marks,
      List<Band> bands,
      boolean dots,
      DoubleFunction<String> text) {
    var chart = new LineChart(title, places, series, marks, bands, dots, text);
    return figure("<b>%s</b>".formatted(title) + chart.legend(), chart.element());
  }

  /** The welfare gained over flat 1.0, by evening. */
  String days() {
    var clusters = findings.judged().evenings().clusters();
    var series =
        Stream.of(Policy.NAIVE, Policy.ORACLE, Policy.SURGE)
            .map(policy ->
                new Series(
                    policy.label(),
                    style(policy),
                    clusters.stream().map(day -> gain(day.tallies(), policy)).toList()))
            .toList();
    var places = clusters.stream().map(day -> day.label().substring(5)).toList();
    return lines(
        "welfare over flat 1.0",
        places,
        series,
        List.of(0.0),
        List.of(),
        true,
        PageCharts::percent);
  }

  private static double gain(Map<Policy, Tally> tallies, Policy policy) {
    return tally(tallies, policy).welfare() / tally(tallies, Policy.FLAT).welfare() - 1;
  }

  /** The welfare gained over flat 1.0, and the unfulfilled, by scarcity. */
  String scarcities() {
    return grid(
        findings.atScarcities().stream()
            .map(at -> {
              var policies = List.of(Policy.NEUTRAL, Policy.NAIVE, Policy.SURGE, Policy.ORACLE);
              var gains =
                  at.evenings()
                      .estimates(
                          policies.stream()
                              .<ToDoubleFunction<Map<Policy, Tally>>>map(
                                  policy -> days -> gain(days, policy))
                              .toList());
              var rows =
                  IntStream.range(0, policies.size())
                      .mapToObj(i ->
                          row(gains.get(i), policies.get(i).label(), style(policies.get(i))))
                      .toList();
              return ranges(
                  "scarcity " + at.scarcity(),
                  "welfare over flat 1.0",
                  rows,
                  List.of(0.0),
                  PageCharts::percent);
            }));
  }

  /** What riders were asked around the outage. */
  String outages() {
    return grid(
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
                    style(outage),
                    asked(tally(pooled, outage), first).subList(0, last - first)))
            .toList();
    var bands = List.of(new Band(from - first, until - first, "nothing heard"));
    return lines(
        title,
        places(Window.NIGHT, first, last - first),
        series,
        List.of(1.0),
        bands,
        false,
        PageCharts::multiplier);
  }

  /** Welfare over flat 1.0 where nothing changes but by chance. */
  String stationary() {
    var labels = List.copyOf(findings.stationary().pooled().keySet());
    var flat = StationaryMarket.label(StationaryMarket.FLATS.getFirst());
    var gains =
        findings
            .stationary()
            .estimates(
                labels.stream()
                    .<ToDoubleFunction<Map<String, Tally>>>map(label ->
                        market -> tally(market, label).welfare() / tally(market, flat).welfare() - 1)
                    .toList());
    var rows =
        IntStream.range(0, labels.size())
            .mapToObj(i ->
                row(
                    gains.get(i),
                    labels.get(i),
                    labels.get(i).equals(StationaryMarket.SURGE) ? "surge" : "flat"))
            .toList();
    return ranges("welfare", "over flat 1.0", rows, List.of(0.0), PageCharts::percent);
  }
}
