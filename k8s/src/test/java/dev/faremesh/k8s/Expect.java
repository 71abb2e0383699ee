package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a field may say. */
final class Expect {
  private Expect() {}

  static Predicate<JsonNode> is(boolean value) {
    return node -> node.isBoolean() && node.booleanValue() == value;
  }

  static Predicate<JsonNode> is(int value) {
    return between(value, value);
  }

  static Predicate<JsonNode> is(String value) {
    return node -> node.isTextual() && node.textValue().equals(value);
  }

  static Predicate<JsonNode> between(int least, int most) {
    return node -> node.isInt() && node.intValue() >= least && node.intValue() <= most;
  }

  static Predicate<JsonNode> matches(String regex) {
    var pattern = Pattern.compile(regex);
    return node -> node.isTextual() && pattern.matcher(node.textValue()).matches();
  }

  /** A text that has all the words. */
  static Predicate<JsonNode> says(String... words) {
    return node ->
        node.isTextual()
            && Arrays.asList(node.textValue().split(" ", -1)).containsAll(List.of(words));
  }

  /** A list of exactly these texts. */
  static Predicate<JsonNode> list(String... values) {
    return node ->
        node.isArray() && node.valueStream().map(JsonNode::asText).toList().equals(List.of(values));
  }

  static boolean mentionsSecrets(String name) {
    return name.toLowerCase(Locale.ROOT).contains("secret");
  }

  /** Bytes or cores, of a quantity such as {@code 64Mi} or {@code 500m}. */
  static double quantity(JsonNode node) {
    var text = node.asText();
    if (text.endsWith("Mi")) {
      return Double.parseDouble(text.substring(0, text.length() - 2)) * (1 << 20);
    }
    if (text.endsWith("m")) {
      return Double.parseDouble(text.substring(0, text.length() - 1)) / 1000;
    }
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text); // compares with nothing
  }
}
