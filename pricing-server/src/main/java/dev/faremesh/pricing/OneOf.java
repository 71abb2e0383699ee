package dev.faremesh.pricing;

import java.util.Collection;
import java.util.stream.Collectors;

/** Says what there is to choose from: not all of it, for an error has little room. */
final class OneOf {
  private static final int SHOWN = 10;

  private OneOf() {}

  static String text(Collection<String> names) {
    var shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = names.size() - SHOWN;
    return "one of " + shown + (more > 0 ? " and " + more + " more" : "");
  }
}
