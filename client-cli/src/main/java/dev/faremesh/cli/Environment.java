package dev.faremesh.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The environment variables behind options: {@code --city} takes its default from FARE_CITY. Only
 * options that mean the same for every verb have one.
 */
record Environment(Map<String, String> variables) implements IDefaultValueProvider {
  private static final Set<String> OPTIONS =
      Set.of(
          "--output",
          "--target",
          "--deadline",
          "--city",
          "--product",
          "--tls",
          "--tls-ca",
          "--tls-cert",
          "--tls-key");

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !OPTIONS.contains(option.longestName())) {
      return null;
    }
    var word = option.longestName().substring(2).replace('-', '_');
    var name = "FARE_" + word.toUpperCase(Locale.ROOT);
    var value = variables.getOrDefault(name, "");
    return value.isEmpty() ? null : value; // an empty variable is an unset one
  }
}
