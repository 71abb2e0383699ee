package dev.faremesh.cli.fault;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Duration;
import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.Json;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.mesh.v1.Fault;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Injects a fault. */
@Command(
    name = "inject",
    description = {
      "Make calls of a method fail or slow for a time.",
      "A call is first delayed, then waits for a worker, then ends as one of --status, --stall and"
          + " --reset says; without one of them the server answers it."
    })
final class InjectCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "METHOD",
      converter = MeshMethod.Reader.class,
      description = "Which method: GetDemand, demand/GetDemand, or its full name.")
  private @Nullable MeshMethod method;

  @Option(
      names = "--for",
      required = true,
      paramLabel = "TIME",
      converter = Quantities.TimeReader.class,
      description = "How long, at most 1h. The fault then ends by itself.")
  private Duration lasts = Duration.getDefaultInstance();

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      defaultValue = "100%",
      converter = Quantities.ShareReader.class,
      description = "How many of the calls.")
  private double share;

  @Option(
      names = "--caller",
      paramLabel = "NAME",
      description = "Only calls of this server, such as pricing-server.")
  private String caller = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed hits the same calls of a row.")
  private @Nullable Long seed;

  @Mixin private EffectOptions effect = new EffectOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(); // one: the method says whose it is

  @Override
  public Integer call() {
    var injectedInto = requireNonNull(method);
    var fault = fault(injectedInto);
    try (var connections = Connections.to(targets)) {
      var response = new FaultCalls(connections).inject(injectedInto.server(), fault);
      if (output.json()) {
        output.out().println(Json.document(response));
      } else {
        FaultTable.of(response.getFault()).print(output.terminal());
        output.err().println("to end it before: fare fault clear " + fault.getFaultId());
      }
    }
    return ExitCode.OK;
  }

  private Fault fault(MeshMethod injectedInto) {
    var fault =
        Fault.newBuilder()
            .setFaultId(UUID.randomUUID().toString())
            .setMethod(injectedInto.fullName())
            .setCaller(caller)
            .setPercentage(share)
            .setLasts(lasts);
    if (seed != null) {
      fault.setSeed(seed);
    }
    effect.addTo(fault);
    return fault.build();
  }
}
