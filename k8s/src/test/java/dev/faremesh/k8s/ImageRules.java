package dev.faremesh.k8s;

import static dev.faremesh.k8s.Expect.is;
import static dev.faremesh.k8s.Expect.matches;
import static dev.faremesh.k8s.Rule.required;
import static dev.faremesh.k8s.Scope.CONTAINER;
import static dev.faremesh.k8s.Scope.POD;

import java.util.List;

/** Where images come from: the one thing in which overlays differ on purpose. */
final class ImageRules {
  private static final String PULL = "KS container-image-pull-policy; PO pullPolicyNotAlways";

  private ImageRules() {}

  static List<Rule> of(Overlay overlay) {
    return switch (overlay) {
      case LOCAL ->
          List.of(
              required(
                  "image by tag",
                  "KL latest-tag; it was loaded into the node",
                  CONTAINER,
                  "image",
                  matches("faremesh/[a-z]+-server:local")),
              required(
                  "pulled if absent",
                  "an exception from: " + PULL,
                  CONTAINER,
                  "imagePullPolicy",
                  is("IfNotPresent")));
      case PRODUCTION, GATEWAY ->
          List.of(
              required(
                  "image by digest",
                  "KL latest-tag; CKV_K8S_43",
                  CONTAINER,
                  "image",
                  matches(".+/faremesh/[a-z]+-server@sha256:[0-9a-f]{64}")),
              required("always pulled", PULL, CONTAINER, "imagePullPolicy", is("Always")),
              required(
                  "users of its own",
                  "root in the pod is nobody outside",
                  POD,
                  "hostUsers",
                  is(false)));
    };
  }
}
