package dev.faremesh.lab.output;

import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the lab found out, for a person at a terminal 100 columns wide: each scenario's claim, its
 * sets with as many of the most telling measures as there is room for, and its verdict.
 */
public final class LabTable {
  private static final int WIDTH = 100;

  private final Terminal terminal;

  public LabTable(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Prints all scenarios, and how many showed what they claim. */
  public void print(LabResult result) {
    result.scenarios().forEach(this::print);
    long passed =
        result.scenarios().stream().filter(each -> each.verdict() == Verdict.PASSED).count();
    var sentence =
        "%d of %d scenarios passed, each run with %d seed%s."
            .formatted(
                passed,
                result.scenarios().size(),
                result.seeds().size(),
                result.seeds().size() == 1 ? "" : "s");
    terminal.out().println(terminal.paint(result.ok() ? Tone.GOOD : Tone.BAD, sentence));
  }

  private void print(ScenarioResult scenario) {
    wrapped(scenario.name() + ": " + scenario.claim(), "", Tone.STRONG);
    scenario
        .calibratedSeconds()
        .ifPresent(seconds ->
            terminal
                .out()
                .println(
                    String.format(Locale.ROOT, "  calibrated: the fault lasts %.2f s", seconds)));
    sets(scenario).print(terminal);
    wrapped(
        LabJson.written(scenario.verdict()) + ": " + scenario.why(),
        "  ",
        tone(scenario.verdict()));
    terminal.out().println();
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> Tone.GOOD;
      case FAILED -> Tone.BAD;
      case INVALID -> Tone.WARNING;
    };
  }

  private static Table sets(ScenarioResult scenario) {
    var columns = columns(scenario);
    var table = Table.of(columns.stream().map(SetColumn::name).toArray(String[]::new));
    for (SetResult set : scenario.sets()) {
      table.row(columns.stream().map(column -> column.text(set)).toArray(String[]::new));
    }
    return table;
  }

  private static List<SetColumn> columns(ScenarioResult scenario) {
    var columns = new ArrayList<SetColumn>();
    columns.add(new SetColumn("  SET", set -> "  " + set.protections()));
    if (scenario.sets().stream().anyMatch(set -> !set.variant().isEmpty())) {
      columns.add(new SetColumn("VARIANT", SetResult::variant));
    }
    columns.add(new SetColumn("HOLDS>", LabTable::holds));
    if (scenario.sets().stream().anyMatch(set -> set.protections().contains(":"))) {
      columns.add(new SetColumn("WORTH>", set -> worth(scenario, set)));
    }
    int width = columns.stream().mapToInt(column -> column.width(scenario)).sum();
    for (Measure measure : Telling.of(scenario)) {
      var column = SetColumn.of(measure);
      width += column.width(scenario);
      if (width > WIDTH) {
        break;
      }
      columns.add(column);
    }
    return columns;
  }

  private static String holds(SetResult set) {
    long held = set.checks().stream().filter(Check::ok).count();
    return "%d of %d".formatted(held, set.checks().size());
  }

  private static String worth(ScenarioResult scenario, SetResult set) {
    return Worth.of(scenario, set.variant())
        .map(worth -> MeasureText.percent(worth.share(set)))
        .orElse("–");
  }

  private void wrapped(String text, String indent, Tone tone) {
    var line = new StringBuilder(indent);
    for (String word : Table.printable(text).split(" ", -1)) {
      if (line.length() > indent.length() + 2 && line.length() + word.length() >= WIDTH) {
        terminal.out().println(terminal.paint(tone, line.toString().stripTrailing()));
        line = new StringBuilder(indent + "  ");
      }
      line.append(word).append(' ');
    }
    terminal.out().println(terminal.paint(tone, line.toString().stripTrailing()));
  }
}
