package dev.faremesh.mesh.policy;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.faremesh.mesh.v1.CallPolicy;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every number of a method's policy with where it came from, and what follows from them.
 *
 * @param method the full name, SERVICE/METHOD
 */
public record Explanation(String method, List<Setting> settings, List<Consequence> consequences) {
  /**
   * Explains a method.
   *
   * @throws IllegalArgumentException when what is in force contradicts itself
   */
  public static Explanation of(MethodDescriptor method, Overrides overrides) {
    var overridden = new Overridden(method, overrides);
    var contract = overridden.contract();
    var policy = overridden.option().orElseGet(CallPolicy::getDefaultInstance);
    var numbers =
        PolicyField.all().stream()
            .filter(field -> isTold(field, policy))
            .map(field -> setting(field, policy, method, overrides));
    var calls =
        contract.traffic().calls().stream()
            .map(callee -> new Setting("calls", callee, stated(method)));
    return new Explanation(
        contract.method(),
        Stream.concat(numbers, calls).toList(),
        Consequences.of(contract, whyRepeatable(method)));
  }

  /** A group stands for what is in it, unless it is not there; then it stands alone. */
  private static boolean isTold(PolicyField field, CallPolicy policy) {
    boolean inAbsent = field.group().filter(group -> group.textIn(policy).isEmpty()).isPresent();
    boolean present = field.kind() == FieldKind.GROUP && field.textIn(policy).isPresent();
    return !inAbsent && !present;
  }

  private static Setting setting(
      PolicyField field, CallPolicy policy, MethodDescriptor method, Overrides overrides) {
    var unset = Setting.unset(field);
    var value = field.textIn(policy).orElse(unset.value());
    var line = overrides.setting(Contract.nameOf(method), field);
    if (line.isPresent()) {
      return new Setting(
          field.name(), value, new Origin.Overriding(overrides.file(), line.get().number()));
    }
    return field.textIn(policy).isPresent()
        ? new Setting(field.name(), value, stated(method))
        : unset;
  }

  private static Origin stated(MethodDescriptor method) {
    return new Origin.Stated(method.getFile().getName());
  }

  private static String whyRepeatable(MethodDescriptor method) {
    var level = method.getOptions().getIdempotencyLevel();
    boolean named = method.getInputType().findFieldByName("request_id") != null;
    if (level == IdempotencyLevel.NO_SIDE_EFFECTS) {
      return "idempotency_level is NO_SIDE_EFFECTS";
    }
    if (level == IdempotencyLevel.IDEMPOTENT) {
      return named
          ? "idempotent by its request_id"
          : "idempotency_level is IDEMPOTENT, but the request has no request_id";
    }
    return "the contract states no idempotency_level: the method may have effects";
  }
}
