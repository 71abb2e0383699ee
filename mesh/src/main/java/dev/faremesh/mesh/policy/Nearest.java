package dev.faremesh.mesh.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what was meant by a name that does not exist. */
final class Nearest {
  private Nearest() {}

  /** The nearest name as the end of a sentence, such as {@code , such as breaker.window}. */
  static String hint(String written, Collection<String> names) {
    return to(written, names).map(name -> ", such as " + name).orElse("");
  }

  /** The one of the names that takes the fewest edits: empty when there are no names. */
  private static Optional<String> to(String written, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.comparingInt((String name) -> edits(written, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance, a row at a time. */
  private static int edits(String from, String to) {
    var row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
