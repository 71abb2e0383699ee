package dev.faremesh.mesh.policy;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.faremesh.mesh.v1.CallPolicy;
import java.util.Optional;
import java.util.stream.Collectors;

/** The option of a method, with the lines of a file over it. */
record Overridden(MethodDescriptor method, Overrides overrides) {

  /**
   * The option in force: empty when neither contract nor file says anything.
   *
   * @throws IllegalArgumentException when a line names no field, or its value is of another kind
   */
  Optional<CallPolicy> option() {
    var lines = overrides.of(Contract.nameOf(method));
    if (lines.isEmpty()) {
      return Contract.optionOf(method);
    }
    var policy = Contract.optionOf(method).orElseGet(CallPolicy::getDefaultInstance).toBuilder();
    lines.forEach(line -> apply(line, policy));
    return Optional.of(policy.build());
  }

  private void apply(Overrides.Line line, CallPolicy.Builder policy) {
    var field = PolicyField.named(line.field()).orElseThrow(() -> unknown(line));
    try {
      field.set(policy, line.value());
    } catch (IllegalArgumentException e) {
      throw overrides.refused(line, String.valueOf(e.getMessage()));
    }
  }

  private IllegalArgumentException unknown(Overrides.Line line) {
    var names = PolicyField.all().stream().map(PolicyField::name).toList();
    return new IllegalArgumentException(
        Expected.sentence(
            overrides.place(line) + ": field of " + line.method(),
            line.field(),
            "one of the call policy" + Nearest.hint(line.field(), names)));
  }

  /**
   * The contract in force.
   *
   * @throws IllegalArgumentException when its numbers are out of range, or contradict each other
   */
  Contract contract() {
    var option = option();
    try {
      return Contract.of(method, option);
    } catch (IllegalArgumentException e) {
      var places =
          overrides.of(Contract.nameOf(method)).stream()
              .map(line -> String.valueOf(line.number()))
              .collect(Collectors.joining(","));
      throw new IllegalArgumentException(
          overrides.file() + ":" + places + ": " + e.getMessage(), e);
    }
  }
}
