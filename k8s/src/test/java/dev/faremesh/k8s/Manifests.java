package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The objects of one overlay, as they would be applied. */
record Manifests(List<ObjectNode> objects) {
  Stream<ObjectNode> of(String kind) {
    return objects.stream().filter(object -> kind(object).equals(kind));
  }

  Optional<ObjectNode> find(String kind, String name) {
    return of(kind).filter(object -> name(object).equals(name)).findFirst();
  }

  /** With one object changed; the others are shared. */
  Manifests changed(int index, Consumer<ObjectNode> change) {
    var mutant = objects.get(index).deepCopy();
    change.accept(mutant);
    var all = new ArrayList<>(objects);
    all.set(index, mutant);
    return new Manifests(all);
  }

  /** Without one object. */
  Manifests without(int index) {
    var rest = new ArrayList<>(objects);
    rest.remove(index);
    return new Manifests(rest);
  }

  static String kind(JsonNode object) {
    return object.path("kind").asText();
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** Such as {@code Deployment/pricing-server}. */
  static String id(JsonNode object) {
    return kind(object) + "/" + name(object);
  }
}
