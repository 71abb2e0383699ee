package dev.faremesh.evaluation.simulate;

import com.google.errorprone.annotations.FormatMethod;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.evaluation.Gate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Findings as tables for a terminal. */
final class TableReport {
  private static final List<Measure> OF_POLICIES = List.of(Measure.values());
  private static final List<Measure> OF_OUTAGES =
      List.of(
          Measure.COMPLETED,
          Measure.UNFULFILLED,
          Measure.WAIT,
          Measure.P95_WAIT,
          Measure.MEAN_MULTIPLIER);
  private static final List<Measure> OF_STATIONARY =
      List.of(
          Measure.COMPLETED,
          Measure.UNFULFILLED,
          Measure.WAIT,
          Measure.WELFARE,
          Measure.MEAN_MULTIPLIER);

  private final Findings findings;

  TableReport(Findings findings) {
    this.findings = findings;
  }

  void print(OutputOptions output) {
    var terminal = output.terminal();
    var plan = findings.plan();
    line(
        terminal,
        "%s, 15:00 to 3:00; below each row how far off it may be (95 %%, by day).",
        days(plan.days().size(), "evening", plan.days()));
    for (AtScarcity at : findings.atScarcities()) {
      print(at, terminal);
    }
    var standing = List.copyOf(findings.stationary().pooled().keySet());
    head(terminal, "A market that stands still, %d evenings:", StationaryMarket.EVENINGS);
    print(findings.stationary(), standing, OF_STATIONARY, Function.identity(), terminal);
    head(
        terminal,
        "Supply lost from 22:45 to 23:11, amid %d riders more from 22:30 to 23:30 (%s, near them):",
        Venue.CROWD,
        nights(findings.event()));
    print(findings.event(), outages(), OF_OUTAGES, Outage::label, terminal);
    head(terminal, "The same without them (%s, the calmest):", nights(findings.calm()));
    print(findings.calm(), outages(), OF_OUTAGES, Outage::label, terminal);
    head(terminal, "Gates, at scarcity 1 and in the market that stands still:");
    Gate.print(findings.verdicts().stream().map(Verdict::gate).toList(), output);
  }

  private void print(AtScarcity at, Terminal terminal) {
    head(
        terminal,
        "Scarcity %s (drivers over drivers by the rule), %s, price-neutral at %.3f, best flat"
            + " %.2f:",
        at.scarcity(),
        days(at.seeds(), "seed", List.of()),
        at.neutral(),
        at.bestFlat());
    print(at.evenings(), List.of(Policy.values()), OF_POLICIES, Policy::label, terminal);
    if (at.scarcity() != 1) {
      var missed =
          at.verdicts().stream()
              .map(Verdict::gate)
              .filter(gate -> !gate.ok())
              .map(gate -> String.format(Locale.ROOT, "%s %.4f", gate.name(), gate.value()))
              .toList();
      line(
          terminal,
          missed.isEmpty()
              ? "The bounds of all gates would be met here too."
              : "Bounds that would be missed here: " + String.join(", ", missed) + ".");
    }
  }

  private static List<Outage> outages() {
    return List.of(Outage.values());
  }

  private static String nights(Clusters<Outage> clusters) {
    return days(clusters.clusters().size(), "evening", List.of());
  }

  private static String days(int count, String what, List<?> range) {
    var counted = count + " " + what + (count == 1 ? "" : "s");
    return range.isEmpty()
        ? counted
        : "%s from %s to %s".formatted(counted, range.getFirst(), range.getLast());
  }

  @FormatMethod
  private static void head(Terminal terminal, String text, Object... values) {
    terminal.out().println();
    line(terminal, text, values);
  }

  @FormatMethod
  private static void line(Terminal terminal, String text, Object... values) {
    terminal.out().println(String.format(Locale.ROOT, text, values));
  }

  private static <K> void print(
      Clusters<K> clusters,
      List<K> policies,
      List<Measure> measures,
      Function<K, String> label,
      Terminal terminal) {
    var figures = Figures.of(clusters, policies);
    var columns = new ArrayList<>(List.of("POLICY"));
    measures.forEach(measure -> columns.add(measure.label().toUpperCase(Locale.ROOT) + ">"));
    var table = Table.of(columns.toArray(String[]::new));
    for (K policy : policies) {
      table.row(row(label.apply(policy), measures, m -> m.text(figures.of(policy, m).value())));
      table.row(Tone.FAINT, row("", measures, m -> "±" + m.text(figures.of(policy, m).margin())));
    }
    table.print(terminal);
  }

  private static String[] row(
      String first, List<Measure> measures, Function<Measure, String> cell) {
    var cells = new ArrayList<>(Arrays.asList(first));
    measures.forEach(measure -> cells.add(cell.apply(measure)));
    return cells.toArray(String[]::new);
  }
}
