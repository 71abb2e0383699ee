package dev.faremesh.evaluation.forecast;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.evaluation.Gate;
import dev.faremesh.evaluation.Interval;
import dev.faremesh.evaluation.Pickups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a scoring found, and whether it is good enough: as tables or as JSON. */
final class ScoreReport {
  private static final long SEED = 1;
  private static final double ANY = Double.POSITIVE_INFINITY;

  private final Pickups pickups;
  private final Scoring scoring;
  private final Scores slots;
  private final List<Gate> gates;

  ScoreReport(Pickups pickups, Scoring scoring) {
    this.pickups = pickups;
    this.scoring = scoring;
    this.slots = scoring.slots();
    this.gates =
        List.of(
            gate("improvement_over_best", slots::improvementOverBest, 0.035, ANY),
            gate("improvement_over_168_median_day", this::onMedianDay, 0.02, ANY),
            gate("coverage_pit", slots::coverage, 0.77, 0.83));
  }

  private double onMedianDay(int... days) {
    return slots.improvementOnMedianDay(HourOfWeek.TITLE, days);
  }

  private Gate gate(String name, ToDoubleFunction<int[]> figure, double least, double most) {
    var days = slots.days();
    var interval = Interval.bootstrap(days.length, SEED, figure);
    return new Gate(name, figure.applyAsDouble(days), interval, least, most);
  }

  /** Whether no gate was missed. */
  boolean ok() {
    return gates.stream().allMatch(Gate::ok);
  }

  void print(OutputOptions output) {
    if (output.json()) {
      output.out().println(PlainJson.document(facts()));
      return;
    }
    var test = scoring.split().test();
    output
        .out()
        .printf(
            Locale.ROOT,
            "%,d pickups. Learnt from %d days, scored on %d (%s to %s): %d busy cells, %,d"
                + " forecasts one step ahead.%n%n",
            pickups.count(),
            scoring.split().training().size(),
            test.size(),
            test.getFirst(),
            test.getLast(),
            scoring.busy().size(),
            slots.forecasts());
    var table = Table.of("FORECAST", "RMSE 5 MIN>", "WAPE>", "RMSE 15 MIN>", "WAPE>");
    table.row(Tone.STRONG, row("profile x city x cell", Scores::rmse, Scores::wape));
    for (String title : scoring.titles()) {
      table.row(row(title, scores -> scores.rmse(title), scores -> scores.wape(title)));
    }
    table.print(output.terminal());
    output.out().println();
    Gate.print(gates, output);
  }

  private String[] row(String title, ToDoubleFunction<Scores> rmse, ToDoubleFunction<Scores> wape) {
    var cells = new ArrayList<String>(List.of(title));
    for (Scores scores : List.of(slots, scoring.quarters())) {
      cells.add(Wording.number(rmse.applyAsDouble(scores), 4));
      cells.add(Wording.number(wape.applyAsDouble(scores), 4));
    }
    return cells.toArray(String[]::new);
  }

  private Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("rows", pickups.rows());
    facts.put("rejected_rows", pickups.rejectedByName());
    facts.put("pickups", pickups.count());
    facts.put("training_days", scoring.split().training().size());
    facts.put("test_days", scoring.split().test().size());
    facts.put("busy_cells", scoring.busy().size());
    facts.putAll(figures(slots));
    facts.put("improvement_over_168_median_day", onMedianDay(slots.days()));
    facts.put("fifteen_minutes", figures(scoring.quarters()));
    facts.put("days", days());
    facts.put("gates", gates.stream().map(Gate::facts).toList());
    return facts;
  }

  private Map<String, Object> figures(Scores scores) {
    var baselines = new LinkedHashMap<String, Object>();
    scoring.titles().forEach(title -> baselines.put(title, scores.rmse(title)));
    var figures = new LinkedHashMap<String, Object>();
    figures.put("forecasts", scores.forecasts());
    figures.put("rmse", scores.rmse());
    figures.put("baselines", baselines);
    figures.put("improvement_over_best", scores.improvementOverBest(scores.days()));
    figures.put("coverage_pit", scores.coverage(scores.days()));
    figures.put("wape", scores.wape());
    figures.put("bias", scores.bias());
    return figures;
  }

  private List<Map<String, Object>> days() {
    var days = new ArrayList<Map<String, Object>>();
    for (int day : slots.days()) {
      var facts = new LinkedHashMap<String, Object>();
      facts.put("day", scoring.split().test().get(day).toString());
      facts.put("rmse", slots.rmse(day));
      scoring.titles().forEach(title -> facts.put(title, slots.rmse(title, day)));
      days.add(facts);
    }
    return days;
  }
}
