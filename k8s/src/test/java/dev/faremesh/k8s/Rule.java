package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One thing that every rendered overlay is held to. Ids of the scanners that ask for it stand in
 * its reason: PSA is Pod Security "restricted", KL kube-linter, PO Polaris, KS kube-score, KU
 * kubescape, CK checkov.
 */
sealed interface Rule {
  String name();

  /** Who asks for it, or why. */
  String reason();

  /** What is wrong, object by object. */
  Stream<String> violations(Manifests manifests);

  /** A field that is there, and says what is expected. */
  record Required(
      String name, String reason, Scope scope, FieldPath field, Predicate<JsonNode> expected)
      implements Rule {
    @Override
    public Stream<String> violations(Manifests manifests) {
      return scope
          .of(manifests)
          .filter(object -> !expected.test(path().in(object)))
          .map(object ->
              "%s: %s is '%s'".formatted(Manifests.id(object), path(), path().in(object)));
    }

    FieldPath path() {
      return scope.at().then(field);
    }
  }

  /** A field that is not there. */
  record Forbidden(String name, String reason, Scope scope, FieldPath field) implements Rule {
    @Override
    public Stream<String> violations(Manifests manifests) {
      return scope
          .of(manifests)
          .filter(object -> !path().in(object).isMissingNode())
          .map(object -> "%s: has %s".formatted(Manifests.id(object), path()));
    }

    FieldPath path() {
      return scope.at().then(field);
    }
  }

  /** What only several fields, or several objects, can say together. */
  record Agreement(String name, String reason, Function<Manifests, Stream<String>> disagreements)
      implements Rule {
    @Override
    public Stream<String> violations(Manifests manifests) {
      return disagreements.apply(manifests);
    }
  }

  static Rule required(
      String name, String reason, Scope scope, String field, Predicate<JsonNode> expected) {
    return new Required(name, reason, scope, FieldPath.of(field), expected);
  }

  static Rule forbidden(String name, String reason, Scope scope, String field) {
    return new Forbidden(name, reason, scope, FieldPath.of(field));
  }

  /** Holds for each object of a kind. */
  static Rule each(String name, String reason, Scope scope, Predicate<JsonNode> holds) {
    return new Agreement(
        name,
        reason,
        manifests ->
            scope
                .of(manifests)
                .filter(object -> !holds.test(scope.at().in(object)))
                .map(Manifests::id));
  }
}
