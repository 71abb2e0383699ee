package dev.faremesh.pricing.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is wrong with a file, all of it. For one thread. */
final class Findings {
  private final Map<String, String> byPath = new LinkedHashMap<>();

  /**
   * Adds what is wrong with one field, unless something was found there already, or in what holds
   * it.
   *
   * @param path of the field, such as {@code cities[0].currency}
   */
  void add(String path, Object value, String expected) {
    add(path, "%s: %s (expected: %s)".formatted(path, value, expected));
  }

  private void add(String path, String sentence) {
    if (byPath.keySet().stream()
        .noneMatch(known -> path.equals(known) || path.startsWith(known + "."))) {
      byPath.put(path, sentence);
    }
  }

  /** Adds what is wrong with one field, unless it holds what it should. */
  void require(boolean holds, String path, Object value, String expected) {
    if (!holds) {
      add(path, value, expected);
    }
  }

  /**
   * Makes something of the domain, which refuses what is wrong.
   *
   * @param path of the message that it is made from; the refusal says which of its fields
   * @return what was made, or a stand-in, with which the rest can be checked
   */
  <T> T made(String path, Supplier<T> make, T standIn) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      var sentence = path + "." + e.getMessage();
      add(sentence.substring(0, sentence.indexOf(": ")), sentence);
      return standIn;
    }
  }

  /**
   * Goes on only when nothing was found.
   *
   * @throws TariffsRefused with all that was
   */
  void refuseAny() {
    if (!byPath.isEmpty()) {
      throw new TariffsRefused(List.copyOf(byPath.values()));
    }
  }
}
