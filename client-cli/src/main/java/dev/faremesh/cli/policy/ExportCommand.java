package dev.faremesh.cli.policy;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes policies as gRPC reads them. */
@Command(
    name = "export",
    description = {
      "Write policies as a gRPC service config, for callers in other languages.",
      "What a service config cannot express is named on standard error."
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "METHOD",
      description = "Such as GetDemand, demand/GetDemand, or the full name.")
  private List<String> methods = List.of();

  @Option(names = "--all", description = "All methods that state a policy.")
  private boolean all;

  @Mixin private PolicyOptions policy = new PolicyOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    var policies = policy.policies();
    var config = ServiceConfig.of(chosen().stream().map(policies::of).toList());
    output.out().println(PlainJson.document(config.json()));
    config.unexpressed().forEach(output.err()::println);
    return ExitCode.OK;
  }

  private List<MethodDescriptor> chosen() {
    if (all == !methods.isEmpty()) {
      throw policy.wrong(
          "METHOD: %s (expected: methods, or --all)"
              .formatted(all ? methods + " and --all" : "none"));
    }
    return all ? MeshMethods.all() : methods.stream().map(policy::method).distinct().toList();
  }
}
