package dev.faremesh.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TableTest {

  @Test
  void numbersAreAlignedToTheRight() {
    var table = Table.of("CELL", "DRIVERS>", "STATE").row("a7", "11", "live").row("b", "7", "");

    assertThat(printed(table, false))
        .isEqualToNormalizingNewlines(
            """
            CELL  DRIVERS  STATE
            a7         11  live
            b           7
            """);
  }

  @Test
  void tableWithoutNamesHasNoHead() {
    assertThat(printed(Table.of("", "").row("ride", "r-7"), false))
        .isEqualToNormalizingNewlines("ride  r-7\n");
  }

  @Test
  void paintDoesNotShiftColumns() {
    var table = Table.of("", "").row(Tone.BAD, "no", "7").row("maybe", "11");

    assertThat(printed(table, true))
        .isEqualToNormalizingNewlines(
            "\u001b[31mno\u001b[0m     \u001b[31m7\u001b[0m\nmaybe  11\n");
  }

  @Test
  void rowOfAnotherLengthIsRefused() {
    var table = Table.of("A", "B");

    assertThatThrownBy(() -> table.row("one", "two", "three")).hasMessage("cells: 3 (expected: 2)");
  }

  private static String printed(Table table, boolean coloured) {
    var out = new StringWriter();
    table.print(new Terminal(new PrintWriter(out), new PrintWriter(out), false, coloured));
    return out.toString();
  }
}
