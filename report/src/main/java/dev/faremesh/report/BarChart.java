package dev.faremesh.report;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Lengths from zero, in groups, one below the other on one scale.
 *
 * @param title is read out to who cannot see it
 * @param groups from the top
 * @param marks values at which a line stands
 * @param text how a value is written
 */
public record BarChart(
    String title, List<Group> groups, List<Double> marks, DoubleFunction<String> text) {
  private static final int NAME = 20;
  private static final int BAR = 16;
  private static final int LABELS = 74;
  private static final int VALUES = 64;
  private static final int AFTER = 10;

  /**
   * One bar.
   *
   * @param style its class in the page's style
   * @param value 0 or more; none is drawn when it is not finite
   */
  public record Bar(String label, String style, double value) {}

  /** Bars that belong together, under a name. */
  public record Group(String name, List<Bar> bars) {
    public Group {
      bars = List.copyOf(bars);
    }

    private int height() {
      return NAME + bars.size() * BAR + AFTER;
    }
  }

  public BarChart {
    groups = List.copyOf(groups);
    marks = List.copyOf(marks);
  }

  /** The chart as an element of a page. */
  public String element() {
    int height = groups.stream().mapToInt(Group::height).sum();
    var svg = new Svg(Math.max(height, NAME), title);
    double most =
        groups.stream()
            .flatMap(group -> group.bars().stream())
            .mapToDouble(Bar::value)
            .filter(Double::isFinite)
            .reduce(marks.stream().reduce(0.0, Math::max), Math::max);
    var scale = Scale.between(0, most > 0 ? most : 1, LABELS, Svg.WIDTH - VALUES);
    int top = 0;
    for (Group group : groups) {
      draw(group, svg, scale, top);
      top += group.height();
    }
    return svg.element();
  }

  private void draw(Group group, Svg svg, Scale scale, int top) {
    svg.text("label", "start", 0, top + NAME - 6, group.name());
    for (int i = 0; i < group.bars().size(); i++) {
      draw(group.bars().get(i), svg, scale, top + NAME + i * BAR);
    }
    int bottom = top + group.height() - AFTER;
    marks.forEach(mark -> svg.line("mark", scale.at(mark), top + NAME, scale.at(mark), bottom));
  }

  private void draw(Bar bar, Svg svg, Scale scale, int top) {
    double end = Double.isFinite(bar.value()) ? scale.at(bar.value()) : LABELS;
    svg.text("tick", "end", LABELS - 6, top + BAR - 4, bar.label());
    svg.rect("bar " + bar.style(), LABELS, top + 2, end - LABELS, BAR - 4);
    svg.text("value", "start", end + 6, top + BAR - 4, text.apply(bar.value()));
  }
}
