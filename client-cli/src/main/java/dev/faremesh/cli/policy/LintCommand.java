package dev.faremesh.cli.policy;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.mesh.policy.ChainLinter;
import dev.faremesh.mesh.policy.Transport;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Looks whether the policies of the mesh contradict each other. */
@Command(
    name = "lint",
    description =
        "Look whether the policies of the mesh contradict each other; exit 1 when they do.")
final class LintCommand implements Callable<Integer> {
  @Mixin private PolicyOptions policy = new PolicyOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    var services = MeshMethods.services();
    var found = new ChainLinter(policy.policies(), Transport.DEFAULT).contradictionsIn(services);
    if (output.json()) {
      output.out().println(PlainJson.document(Map.of("contradictions", found)));
    } else if (found.isEmpty()) {
      int methods = MeshMethods.all().size();
      output.out().println("no contradictions in " + methods + " methods");
    } else {
      found.forEach(output.out()::println);
    }
    return found.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
