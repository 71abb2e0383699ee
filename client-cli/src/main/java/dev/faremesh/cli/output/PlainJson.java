package dev.faremesh.cli.output;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Facts that no contract has a message for, as JSON. They are maps with names as keys, lists,
 * strings, truths and numbers; whole numbers have no point, and what is not a number is null.
 */
public final class PlainJson {
  private static final String INDENT = "  ";

  private PlainJson() {}

  /** Over several lines, for one document. */
  public static String document(Map<String, ?> facts) {
    return object(facts, System.lineSeparator());
  }

  /** On one line, for a stream of them. */
  public static String line(Map<String, ?> facts) {
    return object(facts, "");
  }

  private static String value(Object value, String newLine) {
    return switch (value) {
      case Map<?, ?> map -> object(map, newLine);
      case List<?> list -> array(list, newLine);
      case Number number -> number(number.doubleValue());
      case Boolean truth -> truth.toString();
      default -> string(value.toString());
    };
  }

  private static String object(Map<?, ?> map, String newLine) {
    var inner = newLine.isEmpty() ? "" : newLine + INDENT;
    var members = new StringJoiner("," + inner, "{" + inner, newLine + "}").setEmptyValue("{}");
    map.forEach((key, value) ->
        members.add(string(key.toString()) + (inner.isEmpty() ? ":" : ": ") + value(value, inner)));
    return members.toString();
  }

  private static String array(List<?> list, String newLine) {
    var inner = newLine.isEmpty() ? "" : newLine + INDENT;
    var items = new StringJoiner("," + inner, "[" + inner, newLine + "]").setEmptyValue("[]");
    list.forEach(item -> items.add(value(item, inner)));
    return items.toString();
  }

  private static String number(double number) {
    if (!Double.isFinite(number)) {
      return "null";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static String string(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        default -> json.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return json.append('"').toString();
  }
}
