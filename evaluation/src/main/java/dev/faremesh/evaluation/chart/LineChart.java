package dev.faremesh.evaluation.chart;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values along a line, such as time.
 *
 * @param title is read out to who cannot see it
 * @param places along the line, from left to right: all series have a value at each
 * @param marks values at which a line stands
 * @param bands parts of the line that are shaded
 * @param dots whether to draw dots alone, because nothing lies between the places
 * @param text how a value is written
 */
public record LineChart(
    String title,
    List<String> places,
    List<Series> series,
    List<Double> marks,
    List<Band> bands,
    boolean dots,
    DoubleFunction<String> text) {
  private static final int HEIGHT = 260;
  private static final int LEFT = 46;
  private static final int RIGHT = 470;
  private static final int TOP = 12;
  private static final int BOTTOM = 222;
  private static final int TICKS = 5;
  private static final int PLACES = 7;

  /** One value for each place. */
  public record Series(String label, String style, List<Double> values) {
    public Series {
      values = List.copyOf(values);
    }
  }

  /**
   * A part of the line.
   *
   * @param from the place at which it begins
   * @param to the place at which it ends
   */
  public record Band(double from, double to, String label) {}

  public LineChart {
    places = List.copyOf(places);
    series = List.copyOf(series);
    marks = List.copyOf(marks);
    bands = List.copyOf(bands);
    for (Series each : series) {
      if (each.values().size() != places.size()) {
        throw new IllegalArgumentException(
            "%s: %d values (expected: %d)"
                .formatted(each.label(), each.values().size(), places.size()));
      }
    }
  }

  /** The chart as an element of a page. */
  public String element() {
    var svg = new Svg(HEIGHT, title);
    var shown =
        Stream.concat(series.stream().flatMap(each -> each.values().stream()), marks.stream())
            .toList();
    var up = Scale.around(shown, BOTTOM, TOP);
    var along = new Scale(0, Math.max(1, places.size() - 1), LEFT + 8, RIGHT);
    for (Band band : bands) {
      double begin = along.at(band.from());
      svg.rect("band", begin, TOP, along.at(band.to()) - begin, BOTTOM - TOP);
      svg.text("tick", "start", begin + 3, TOP + 10, band.label());
    }
    for (double tick : up.ticks(TICKS)) {
      svg.line("grid", LEFT, up.at(tick), RIGHT, up.at(tick));
      svg.text("tick", "end", LEFT - 4, up.at(tick) + 4, text.apply(tick));
    }
    marks.forEach(mark -> svg.line("mark", LEFT, up.at(mark), RIGHT, up.at(mark)));
    drawPlaces(svg, along);
    series.forEach(each -> draw(each, svg, along, up));
    return svg.element();
  }

  private void drawPlaces(Svg svg, Scale along) {
    int step = Math.max(1, Math.ceilDiv(places.size(), PLACES));
    for (int i = 0; i < places.size(); i += step) {
      svg.line("grid", along.at(i), BOTTOM, along.at(i), BOTTOM + 4);
      svg.text("tick", "middle", along.at(i), BOTTOM + 18, places.get(i));
    }
  }

  private void draw(Series each, Svg svg, Scale along, Scale up) {
    if (!dots) {
      svg.path(
          "curve " + each.style(),
          IntStream.range(0, places.size())
              .mapToObj(i ->
                  String.format(
                      Locale.ROOT,
                      "%s%.1f %.1f",
                      i == 0 ? "M" : "L",
                      along.at(i),
                      up.at(each.values().get(i))))
              .collect(Collectors.joining(" ")));
      return;
    }
    for (int i = 0; i < places.size(); i++) {
      double value = each.values().get(i);
      var tip = "%s, %s: %s".formatted(each.label(), places.get(i), text.apply(value));
      svg.dot("dot " + each.style(), along.at(i), up.at(value), 4, tip);
    }
  }

  /** What the series are called, as an element of a page. */
  public String legend() {
    return series.stream()
        .map(each ->
            "<span class=\"key\"><i class=\"swatch %s\"></i>%s</span>"
                .formatted(each.style(), Html.escaped(each.label())))
        .collect(Collectors.joining("\n", "<p class=\"legend\">", "</p>\n"));
  }
}
