package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a field is in an object: steps after blanks, because keys have dots and slashes. A step
 * such as {@code [tmp]} is the element of a list that is named so, {@code [0]} the first one.
 */
record FieldPath(List<String> steps) {
  private static final Pattern BLANK = Pattern.compile(" ");

  static FieldPath of(String text) {
    return new FieldPath(BLANK.splitAsStream(text).filter(step -> !step.isEmpty()).toList());
  }

  FieldPath then(FieldPath rest) {
    return new FieldPath(Stream.concat(steps.stream(), rest.steps.stream()).toList());
  }

  /** The field, or a missing node. */
  JsonNode in(JsonNode object) {
    var node = object;
    for (var step : steps) {
      node = step.startsWith("[") ? element(node, step) : node.path(step);
    }
    return node;
  }

  /** Takes the field away. */
  void removeFrom(JsonNode object) {
    switch (parent().in(object)) {
      case ObjectNode parent -> parent.remove(steps.getLast());
      case ArrayNode parent -> parent.remove(parent.valueStream().toList().indexOf(in(object)));
      default -> throw new IllegalArgumentException(this + " is not there");
    }
  }

  /** Puts a value there. */
  void setIn(JsonNode object, JsonNode value) {
    ((ObjectNode) parent().in(object)).set(steps.getLast(), value);
  }

  private FieldPath parent() {
    return new FieldPath(steps.subList(0, steps.size() - 1));
  }

  private static JsonNode element(JsonNode list, String step) {
    var name = step.substring(1, step.length() - 1);
    return name.chars().allMatch(Character::isDigit)
        ? list.path(Integer.parseInt(name))
        : list.valueStream()
            .filter(element -> element.path("name").asText().equals(name))
            .findFirst()
            .orElse(MissingNode.getInstance());
  }

  @Override
  public String toString() {
    return String.join(" ", steps);
  }
}
