package dev.faremesh.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pieces of HTML that are XML as well. Parameters called text are escaped here, those called html
 * are not.
 */
public final class Html {
  private static final String NOT_IN_XML = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]";

  private Html() {}

  /** The text with what would be read as markup escaped. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll(NOT_IN_XML, "\ufffd");
  }

  /** A chart and what it shows. */
  public static String figure(String captionHtml, String html) {
    return "<figure><figcaption>%s</figcaption>\n%s</figure>\n".formatted(captionHtml, html);
  }

  /** Figures beside each other, or one below the other where there is no room. */
  public static String grid(Stream<String> figures) {
    return figures.collect(Collectors.joining("", "<div class=\"grid\">\n", "</div>\n"));
  }

  /** What is shown when somebody asks for it. */
  public static String details(String text, String html) {
    return "<details><summary>%s</summary>\n%s</details>\n".formatted(escaped(text), html);
  }

  /**
   * A part of a page under a heading.
   *
   * @param id by which links find it: letters, digits and {@code -}
   */
  public static String section(String id, String text, String html) {
    return "<section id=\"%s\">\n<h2>%s</h2>\n%s</section>\n".formatted(id, escaped(text), html);
  }
}
