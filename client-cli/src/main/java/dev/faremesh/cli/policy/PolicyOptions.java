package dev.faremesh.cli.policy;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.faremesh.mesh.policy.Overrides;
import dev.faremesh.mesh.policy.Policies;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says what a deployment overrides. A mixin of every verb about policies. */
final class PolicyOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec verb;

  @Option(
      names = "--policy-file",
      paramLabel = "FILE",
      description =
          "What the servers are given as --policy-file: SERVICE/METHOD.field = value, one a line.")
  private @Nullable Path file;

  /** The lines of the file, none without one. */
  Overrides overrides() {
    var named = file;
    return named == null ? Overrides.NONE : usage(() -> Overrides.read(named));
  }

  /** What is in force: the contracts, with the lines of the file over them. */
  Policies policies() {
    var overrides = overrides();
    return usage(() -> Policies.ofContracts().overridden(overrides, MeshMethods.services()));
  }

  MethodDescriptor method(String name) {
    return usage(() -> MeshMethods.named(name));
  }

  /** What is refused was used wrongly. */
  private <T> T usage(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  ParameterException wrong(String message) {
    return new ParameterException(requireNonNull(verb).commandLine(), message);
  }
}
