package dev.faremesh.report;

import java.util.List;
import java.util.Locale;

/**
 * The time over which charts show something, in seconds. Charts of the same axis can be compared by
 * eye.
 *
 * @param from the first second, below {@code to}
 * @param bands times that are shaded, such as that of a fault
 * @param marks moments at which something was done; charts show their numbers, from 1
 */
public record TimeAxis(double from, double to, List<Band> bands, List<Double> marks) {
  static final int LEFT = 60;
  static final int RIGHT = 470;

  /** How much room it takes above a chart. */
  static final int TOP = 34;

  /** How much room it takes below. */
  static final int BELOW = 22;

  private static final int STRIP = 16;
  private static final int TICKS = 6;
  private static final int NUMBER = 16;
  private static final int LETTER = 7;

  public TimeAxis {
    if (!(from < to)) {
      throw new IllegalArgumentException("from: %s (expected: < %s)".formatted(from, to));
    }
    bands = List.copyOf(bands);
    marks = List.copyOf(marks);
  }

  Scale scale() {
    return Scale.between(from, to, LEFT, RIGHT);
  }

  /** Draws it around what lies between {@link #TOP} and a bottom. */
  void draw(Svg svg, double bottom) {
    var along = scale();
    bands.forEach(band -> draw(band, svg, along, bottom));
    for (double tick : along.ticks(TICKS)) {
      svg.line("grid", along.at(tick), bottom, along.at(tick), bottom + 4);
      svg.text("tick", "middle", along.at(tick), bottom + 17, text(tick));
    }
    marks.forEach(mark -> svg.line("mark", along.at(mark), TOP, along.at(mark), bottom));
    number(svg, along);
  }

  private static void draw(Band band, Svg svg, Scale along, double bottom) {
    double begin = along.at(band.from());
    double width = along.at(band.to()) - begin;
    svg.rect("strip", begin, TOP - STRIP, width, STRIP);
    svg.rect("band", begin, TOP, width, bottom - TOP);
    boolean fits = width > LETTER * band.label().length();
    svg.text(
        fits ? "striptext" : "tick",
        fits ? "middle" : "start",
        fits ? begin + width / 2 : begin + width + 5,
        TOP - 4,
        band.label());
  }

  /** Numbers that would lie on each other become one. */
  private void number(Svg svg, Scale along) {
    int next;
    for (int i = 0; i < marks.size(); i = next) {
      next = i + 1;
      while (next < marks.size()
          && along.at(marks.get(next)) - along.at(marks.get(next - 1)) < NUMBER) {
        next++;
      }
      double middle = (along.at(marks.get(i)) + along.at(marks.get(next - 1))) / 2;
      var words = next == i + 1 ? "" + next : (i + 1) + "\u2013" + next;
      svg.text("number", "middle", middle, TOP - STRIP - 4, words);
    }
  }

  private static String text(double second) {
    return String.format(Locale.ROOT, second == Math.rint(second) ? "%.0f s" : "%.1f s", second);
  }
}
