package dev.faremesh.report;

import java.util.List;
import java.util.stream.Collectors;

/** What the colours of charts mean. */
public record Legend(List<Key> keys) {

  /**
   * The meaning of one.
   *
   * @param style its class in the page's style
   */
  public record Key(String label, String style) {}

  public Legend {
    keys = List.copyOf(keys);
  }

  /** The legend as an element of a page. */
  public String element() {
    return keys.stream()
        .map(key ->
            "<span class=\"key\"><i class=\"swatch %s\"></i>%s</span>"
                .formatted(key.style(), Html.escaped(key.label())))
        .collect(Collectors.joining("\n", "<p class=\"legend\">", "</p>\n"));
  }
}
