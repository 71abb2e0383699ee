package dev.faremesh.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text in columns, two blanks apart, under a head. A column whose name ends in {@code >} is
 * aligned to the right, for numbers. Control characters in cells are replaced: what a server says
 * must not steer the reader's terminal. Not safe for use by threads.
 */
public final class Table {
  private final List<String> names;
  private final boolean[] right;
  private final List<List<Cell>> rows = new ArrayList<>();

  private record Cell(Tone tone, String text) {}

  private Table(List<String> names, boolean[] right) {
    this.names = names;
    this.right = right;
  }

  /** A table of these columns, such as {@code "CELL", "DRIVERS>"}. */
  public static Table of(String... columns) {
    var right = new boolean[columns.length];
    for (int i = 0; i < columns.length; i++) {
      right[i] = columns[i].endsWith(">");
    }
    return new Table(Arrays.stream(columns).map(c -> c.replace(">", "")).toList(), right);
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   */
  public Table row(String... cells) {
    return row(Tone.PLAIN, cells);
  }

  /** Adds a row that is painted. */
  public Table row(Tone tone, String... cells) {
    if (cells.length != names.size()) {
      throw new IllegalArgumentException(
          "cells: %d (expected: %d)".formatted(cells.length, names.size()));
    }
    rows.add(Arrays.stream(cells).map(text -> new Cell(tone, printable(text))).toList());
    return this;
  }

  /** The text without characters that would steer a terminal. */
  public static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** Prints the head, unless no column has a name, and the rows. */
  public void print(Terminal terminal) {
    var head = names.stream().map(name -> new Cell(Tone.FAINT, name)).toList();
    var widths = widths(head);
    if (!names.stream().allMatch(String::isEmpty)) {
      terminal.out().println(line(head, widths, terminal));
    }
    rows.forEach(row -> terminal.out().println(line(row, widths, terminal)));
  }

  private int[] widths(List<Cell> head) {
    var widths = new int[head.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          rows.stream()
              .mapToInt(row -> row.get(column).text().length())
              .reduce(head.get(i).text().length(), Math::max);
    }
    return widths;
  }

  private String line(List<Cell> cells, int[] widths, Terminal terminal) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      var padding = " ".repeat(widths[i] - cell.text().length());
      var painted = terminal.paint(cell.tone(), cell.text());
      line.append(i == 0 ? "" : "  ").append(right[i] ? padding + painted : painted + padding);
    }
    return line.toString().stripTrailing();
  }
}
