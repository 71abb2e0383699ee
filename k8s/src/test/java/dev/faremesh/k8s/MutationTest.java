package dev.faremesh.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules have teeth: whatever is taken from a rendered overlay, a rule says so. */
@NeedsKubectl
class MutationTest {
  /** What may go without harm. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          // for people
          "(Namespace|PriorityClass|NetworkPolicy|HorizontalPodAutoscaler|GRPCRoute)"
              + " metadata labels app.kubernetes.io/(?!part-of).*"
              // for kube-linter
              + "|Deployment metadata annotations ignore-check.kube-linter.io/.*");

  @ParameterizedTest
  @EnumSource
  void aFieldThatIsRequiredIsMissed(Overlay overlay) {
    for (var rule : Policy.of(overlay)) {
      if (rule instanceof Rule.Required required) {
        required
            .scope()
            .of(overlay.rendered())
            .forEach(object ->
                assertThat(rule.violations(alone(object, required.path()::removeFrom)))
                    .as("%s without %s", Manifests.id(object), required.path())
                    .isNotEmpty());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFieldThatIsForbiddenIsSeen(Overlay overlay) {
    for (var rule : Policy.of(overlay)) {
      if (rule instanceof Rule.Forbidden forbidden) {
        forbidden
            .scope()
            .of(overlay.rendered())
            .forEach(object ->
                assertThat(
                        rule.violations(
                            alone(
                                object,
                                mutant -> forbidden.path().setIn(mutant, BooleanNode.TRUE))))
                    .as("%s with %s", Manifests.id(object), forbidden.path())
                    .isNotEmpty());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyLeafIsMissed(Overlay overlay) {
    var unnoticed = new ArrayList<String>();
    var objects = overlay.rendered().objects();
    for (int i = 0; i < objects.size(); i++) {
      for (var leaf : leaves(objects.get(i), FieldPath.of(""))) {
        if (!isNoticed(overlay, overlay.rendered().changed(i, leaf::removeFrom))) {
          unnoticed.add(Manifests.kind(objects.get(i)) + " " + leaf);
        }
      }
    }
    assertThat(unnoticed).filteredOn(leaf -> !HARMLESS.matcher(leaf).matches()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anyObjectIsMissed(Overlay overlay) {
    var objects = overlay.rendered().objects();
    assertThat(IntStream.range(0, objects.size()))
        .filteredOn(i -> !isNoticed(overlay, overlay.rendered().without(i)))
        .extracting(i -> Manifests.id(objects.get(i)))
        .isEmpty();
  }

  private static boolean isNoticed(Overlay overlay, Manifests mutant) {
    return Policy.of(overlay).stream()
        .anyMatch(rule -> rule.violations(mutant).findAny().isPresent());
  }

  private static Manifests alone(ObjectNode object, Consumer<ObjectNode> mutation) {
    return new Manifests(List.of(object)).changed(0, mutation);
  }

  private static List<FieldPath> leaves(JsonNode node, FieldPath path) {
    var children =
        node.isArray()
            ? IntStream.range(0, node.size()).mapToObj(i -> "[" + i + "]")
            : node.propertyStream().map(property -> property.getKey());
    return node.isEmpty()
        ? List.of(path)
        : children
            .map(step -> new FieldPath(List.of(step)))
            .flatMap(step -> leaves(step.in(node), path.then(step)).stream())
            .toList();
  }
}
