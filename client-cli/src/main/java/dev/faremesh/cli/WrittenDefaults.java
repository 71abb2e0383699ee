package dev.faremesh.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Has help show the defaults that options state. Picocli would also show what a field happens to
 * hold before it is set: an empty position, a random id, {@code Optional.empty}.
 */
final class WrittenDefaults {
  private WrittenDefaults() {}

  /** Hides all other defaults of a command line and its verbs. */
  static void alone(CommandLine line) {
    var spec = line.getCommandSpec();
    // Taken out and put back one by one, all of them, so that their order stays.
    for (OptionSpec option : List.copyOf(spec.options())) {
      spec.remove(option);
      spec.addOption(OptionSpec.builder(option).showDefaultValue(visibility(option)).build());
    }
    for (PositionalParamSpec positional : List.copyOf(spec.positionalParameters())) {
      spec.remove(positional);
      spec.addPositional(
          PositionalParamSpec.builder(positional).showDefaultValue(visibility(positional)).build());
    }
    line.getSubcommands().values().forEach(WrittenDefaults::alone);
  }

  private static Visibility visibility(ArgSpec argument) {
    return argument.defaultValue() == null ? Visibility.NEVER : Visibility.ON_DEMAND;
  }
}
