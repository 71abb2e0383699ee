package dev.faremesh.evaluation.chart;

/** Text within HTML and SVG. */
public final class Html {
  private Html() {}

  /** The text with what would be read as markup escaped. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
