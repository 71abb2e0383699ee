package dev.faremesh.k8s;

import java.util.List;
import java.util.stream.Stream;

/** All that an overlay is held to. */
final class Policy {
  private Policy() {}

  static List<Rule> of(Overlay overlay) {
    return Stream.of(
            ClusterRules.all(),
            PodRules.all(),
            ContainerRules.all(),
            ImageRules.of(overlay),
            SecretRules.of(overlay),
            TlsRules.of(overlay),
            TelemetryRules.of(overlay),
            OptionRules.all(),
            SelectionRules.all(),
            NetworkRules.of(overlay),
            RouteRules.of(overlay),
            SchemaRules.all())
        .flatMap(List::stream)
        .toList();
  }
}
