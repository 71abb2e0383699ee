package dev.faremesh.report;

import java.util.List;
import java.util.stream.Collectors;

/** A table of a page, which scrolls by itself where it is too wide. Not safe for use by threads. */
public final class HtmlTable {
  private final StringBuilder head = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private final String style;

  /**
   * An empty table.
   *
   * @param style its class in the page's style
   */
  public HtmlTable(String style) {
    this.style = style;
  }

  /**
   * One cell.
   *
   * @param element th or td, with its attributes
   * @param html within it
   */
  public record Cell(String element, String html) {
    /** The name of a row. */
    public static Cell name(String html) {
      return new Cell("th scope=\"row\"", html);
    }

    /** The name of a column, of some class. */
    public static Cell column(String style, String text) {
      return new Cell("th scope=\"col\" class=\"%s\"".formatted(style), Html.escaped(text));
    }

    /** The name of columns that belong together. */
    public static Cell over(int columns, String text) {
      return new Cell("th class=\"over\" colspan=\"%d\"".formatted(columns), Html.escaped(text));
    }

    /** A cell of some class. */
    public static Cell of(String style, String html) {
      return new Cell("td class=\"%s\"".formatted(style), html);
    }

    /** A number. */
    public static Cell number(String text) {
      return of("n", Html.escaped(text));
    }

    private String written() {
      return "<%s>%s</%s>".formatted(element, html, element.substring(0, 2));
    }
  }

  /** Adds a row to the head. */
  public HtmlTable head(List<Cell> cells) {
    head.append(line(cells));
    return this;
  }

  /** Adds a row. */
  public HtmlTable row(List<Cell> cells) {
    body.append(line(cells));
    return this;
  }

  /** Adds a row. */
  public HtmlTable row(Cell... cells) {
    return row(List.of(cells));
  }

  private static String line(List<Cell> cells) {
    return cells.stream().map(Cell::written).collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  /** The table as an element of a page. */
  public String element() {
    // A part that scrolls must be reached by who has no mouse.
    return """
    <div class="wide" tabindex="0"><table class="%s">
    <thead>
    %s</thead>
    <tbody>
    %s</tbody></table></div>
    """
        .formatted(style, head, body);
  }
}
