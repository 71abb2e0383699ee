package dev.faremesh.cli.local;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what may be done to the servers while they run. */
final class ControlOptions {
  @Option(
      names = "--faults",
      description = "Allow faults to be injected into the servers: fare fault inject.")
  private boolean faults;

  @Option(
      names = "--mesh-control",
      description = "Allow the protections of the servers to be switched off and on.")
  private boolean meshControl;

  /** As the servers take them. */
  List<String> flags() {
    var flags = new ArrayList<String>();
    if (faults) {
      flags.add("--faults");
    }
    if (meshControl) {
      flags.add("--mesh-control");
    }
    return flags;
  }
}
