package dev.faremesh.cli.pricing;

import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputState;
import java.util.List;

/** The inputs of a price as a person reads them. */
final class Inputs {
  private Inputs() {}

  static Table table(List<Input> inputs) {
    var table = Table.of("INPUT", "STATE", "EXPECTED>", "AGE>", "COVERAGE>", "REASON");
    for (Input input : inputs) {
      table.row(
          toneOf(input.getState()),
          source(input),
          state(input),
          expected(input),
          age(input),
          coverage(input),
          input.hasReason() ? input.getReason() : Wording.UNKNOWN);
    }
    return table;
  }

  /** One input on one line. */
  static String line(Input input) {
    return "%s: %s%s, expected %s, age %s, coverage %s"
        .formatted(
            source(input),
            state(input),
            input.hasReason() ? " (" + Table.printable(input.getReason()) + ")" : "",
            expected(input),
            age(input),
            coverage(input));
  }

  private static String source(Input input) {
    return Wording.constant(input.getSource(), "INPUT_SOURCE_");
  }

  private static String state(Input input) {
    return Wording.constant(input.getState(), "INPUT_STATE_");
  }

  private static String expected(Input input) {
    return input.hasExpected() ? Wording.number(input.getExpected(), 1) : Wording.UNKNOWN;
  }

  private static String age(Input input) {
    return input.getFreshness().hasAge()
        ? Wording.duration(input.getFreshness().getAge())
        : Wording.UNKNOWN;
  }

  private static String coverage(Input input) {
    return input.getFreshness().hasCoverage()
        ? Wording.percent(input.getFreshness().getCoverage())
        : Wording.UNKNOWN;
  }

  private static Tone toneOf(InputState state) {
    return switch (state) {
      case INPUT_STATE_LIVE -> Tone.GOOD;
      case INPUT_STATE_STALE -> Tone.WARNING;
      case INPUT_STATE_MISSING, INPUT_STATE_UNSPECIFIED, UNRECOGNIZED -> Tone.BAD;
    };
  }
}
