package dev.faremesh.evaluation;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.cli.output.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A figure that must lie within a bound.
 *
 * @param interval of 95 % confidence around the value
 * @param least that it may be; minus infinity for any
 * @param most that it may be; infinity for any
 */
public record Gate(String name, double value, Interval interval, double least, double most) {
  /** What is not a number is not within any bound. */
  public boolean ok() {
    return value >= least && value <= most;
  }

  private String bound() {
    if (Double.isInfinite(most)) {
      return ">= " + text(least);
    }
    return Double.isInfinite(least) ? "<= " + text(most) : text(least) + " to " + text(most);
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%s", number);
  }

  /** As JSON has it. */
  public Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", name);
    facts.put("value", value);
    facts.put("interval", List.of(interval.low(), interval.high()));
    facts.put("bound", bound());
    facts.put("ok", ok());
    return facts;
  }

  /** Prints gates as a table. */
  public static void print(List<Gate> gates, OutputOptions output) {
    var table = Table.of("GATE", "VALUE>", "95 % INTERVAL", "BOUND", "");
    for (Gate gate : gates) {
      table.row(
          gate.ok() ? Tone.GOOD : Tone.BAD,
          gate.name,
          Wording.number(gate.value, 4),
          Wording.number(gate.interval.low(), 4) + " to " + Wording.number(gate.interval.high(), 4),
          gate.bound(),
          gate.ok() ? "met" : "MISSED");
    }
    table.print(output.terminal());
  }
}
