package dev.faremesh.cli.check;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.MarketOptions;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.OutputOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Looks whether each server is well, and says what to do where one is not. */
@Command(name = "check", description = "Look whether the servers are well; exit 1 when one is not.")
public final class CheckCommand implements Callable<Integer> {
  @Mixin private MarketOptions market = new MarketOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.values());

  @Override
  public Integer call() {
    List<Check> checks = new ArrayList<>();
    try (var connections = Connections.to(targets)) {
      for (Peer server : Peer.values()) {
        var found = new ServerChecks(server, targets.target(server), connections, market);
        checks.addAll(found.run());
      }
    }
    var report = new CheckReport(checks);
    report.print(output);
    return report.hasFailures() ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
