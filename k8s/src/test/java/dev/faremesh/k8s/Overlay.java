package dev.faremesh.k8s;

import java.util.Locale;

/** What an operator may apply. */
enum Overlay {
  LOCAL,
  PRODUCTION,
  GATEWAY;

  /** What would be applied. */
  Manifests rendered() {
    return Kustomize.rendered(name().toLowerCase(Locale.ROOT));
  }
}
