package dev.faremesh.evaluation.chart;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Builds one drawing, 480 wide: that of a phone, and half of a desk's. */
final class Svg {
  static final int WIDTH = 480;

  private final StringBuilder body = new StringBuilder();
  private final int height;
  private final String title;

  /**
   * An empty drawing.
   *
   * @param title is read out to who cannot see it
   */
  Svg(int height, String title) {
    this.height = height;
    this.title = title;
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        style, x1, y1, x2, y2);
  }

  void rect(String style, double x, double y, double width, double tall) {
    add(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        style, x, y, width, tall);
  }

  /** A dot that tells its value to who points at it. */
  void dot(String style, double x, double y, double radius, String tip) {
    add(
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>",
        style, x, y, radius, Html.escaped(tip));
  }

  void path(String style, String steps) {
    add("<path class=\"%s\" d=\"%s\"/>", style, steps);
  }

  /**
   * Words.
   *
   * @param anchor start, middle or end
   */
  void text(String style, String anchor, double x, double y, String words) {
    add(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        style, anchor, x, y, Html.escaped(words));
  }

  @FormatMethod
  private void add(String element, Object... values) {
    body.append(String.format(Locale.ROOT, element, values)).append('\n');
  }

  /** The drawing as an element of a page. */
  String element() {
    return String.format(
        Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n%s</svg>%n",
        WIDTH,
        height,
        Html.escaped(title),
        body);
  }
}
