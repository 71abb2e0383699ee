package dev.faremesh.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every overlay, as it would be applied, keeps every rule. */
@NeedsKubectl
class PolicyTest {
  @TestFactory
  Stream<DynamicContainer> everyOverlayKeepsEveryRule() {
    return Arrays.stream(Overlay.values())
        .map(overlay -> DynamicContainer.dynamicContainer(overlay.name(), rules(overlay)));
  }

  private static Stream<DynamicTest> rules(Overlay overlay) {
    var manifests = overlay.rendered();
    return Policy.of(overlay).stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                "%s (%s)".formatted(rule.name(), rule.reason()),
                () -> assertThat(rule.violations(manifests)).as(rule.reason()).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> noTwoRulesHaveOneName() {
    return Arrays.stream(Overlay.values())
        .map(overlay ->
            DynamicTest.dynamicTest(
                overlay.name(),
                () ->
                    assertThat(Policy.of(overlay)).extracting(Rule::name).doesNotHaveDuplicates()));
  }
}
