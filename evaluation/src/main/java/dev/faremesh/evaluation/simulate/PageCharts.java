package dev.faremesh.evaluation.simulate;

import static dev.faremesh.evaluation.simulate.Cluster.tally;

import dev.faremesh.evaluation.simulate.market.Tally;
import dev.faremesh.report.Band;
import dev.faremesh.report.LineChart;
import dev.faremesh.report.LineChart.Series;
import dev.faremesh.report.RangeChart;
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
  private static final List<Policy> POLICIES = List.of(Policy.values());

  private static final List<Measure> AS_THEY_ARE =
      List.of(Measure.COMPLETED, Measure.UNFULFILLED, Measure.P95_WAIT, Measure.VOLATILITY);

  /** Evenings differ far more in these than policies do: shown as a gain over flat 1.0. */
  private static final List<Measure> AS_GAINS = List.of(Measure.RIDER_SURPLUS, Measure.WELFARE);

  private final Findings findings;

  PageCharts(Findings findings) {
    this.findings = findings;
  }

  private static String figure(String caption, String chart) {
    return "<figure><figcaption>%s</figcaption>\n%s</figure>\n".formatted(caption, chart);
  }

  static String grid(Stream<String> figures) {
    return figures.collect(Collectors.joining("", "<div class=\"grid\">\n", "</div>\n"));
  }

  static String style(Enum<?> policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%+.1f%%", 100 * share);
  }

  static String multiplier(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Each measure that matters, of all policies. */
  String measures() {
    var days = findings.judged().evenings();
    var figures = Figures.of(days, POLICIES);
    return grid(
        Stream.concat(
            AS_THEY_ARE.stream().map(measure -> measure(figures, measure)),
            AS_GAINS.stream().map(measure -> gains(measure.label(), measure, days))));
  }

  private static String measure(Figures<Policy> figures, Measure measure) {
    var rows =
        POLICIES.stream()
            .map(policy -> row(figures.of(policy, measure), policy.label(), style(policy)))
            .toList();
    return ranges(measure.label(), measure.meaning(), rows, List.of(), measure::text);
  }

  private static String gains(String title, Measure measure, Clusters<Policy> days) {
    var others = POLICIES.subList(1, POLICIES.size());
    var gains =
        days.estimates(
            others.stream()
                .<ToDoubleFunction<Map<Policy, Tally>>>map(
                    policy -> pooled -> gain(pooled, policy, measure))
                .toList());
    var rows =
        IntStream.range(0, others.size())
            .mapToObj(i -> row(gains.get(i), others.get(i).label(), style(others.get(i))))
            .toList();
    return ranges(
        title, measure.label() + " over flat 1.0", rows, List.of(0.0), PageCharts::percent);
  }

  static RangeChart.Row row(Estimate estimate, String label, String style) {
    return new RangeChart.Row(
        label, style, estimate.value(), estimate.interval().low(), estimate.interval().high());
  }

  static String ranges(
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
    return Measure.MEAN_MULTIPLIER.of(tally(day.tallies(), Policy.SURGE));
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
                new Series(policy.label(), style(policy), asked(tally(day.tallies(), policy), 12)))
            .toList();
    var places = places(Window.EVENING, 12, series.getFirst().values().size());
    return lines(
        "multiplier", places, series, List.of(1.0), List.of(), false, PageCharts::multiplier);
  }

  /** What riders were asked from a slot on, up to the end. */
  static List<Double> asked(Tally tally, int fromSlot) {
    return IntStream.range(fromSlot, tally.slots()).mapToObj(tally::meanMultiplier).toList();
  }

  static List<String> places(Window window, int fromSlot, int count) {
    return IntStream.range(fromSlot, fromSlot + count)
        .mapToObj(slot -> window.begin().plusMinutes((long) slot * Tally.SLOT_MINUTES))
        .map(LocalTime::toString)
        .toList();
  }

  static String lines(
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
                    clusters.stream()
                        .map(day -> gain(day.tallies(), policy, Measure.WELFARE))
                        .toList()))
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

  private static double gain(Map<Policy, Tally> tallies, Policy policy, Measure measure) {
    return measure.of(tally(tallies, policy)) / measure.of(tally(tallies, Policy.FLAT)) - 1;
  }

  /** The welfare gained over flat 1.0, by scarcity. */
  String scarcities() {
    return grid(
        findings.atScarcities().stream()
            .map(at -> gains("scarcity " + at.scarcity(), Measure.WELFARE, at.evenings())));
  }
}
