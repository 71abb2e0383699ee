package dev.faremesh.mesh.server;

import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs a server as a process: reads its options and the environment variables behind them, prints
 * {@code ready port=N} when it serves, and drains on SIGTERM. Option {@code --max-watchers} of a
 * server with prefix SUPPLY is variable {@code SUPPLY_MAX_WATCHERS}.
 */
public final class ServerMain {
  /** Starts the server that the options describe. */
  @FunctionalInterface
  public interface Starter {
    MeshServer start();
  }

  private ServerMain() {}

  /**
   * Runs a command, whose {@code call} should be {@link #serve}.
   *
   * @param prefix of the environment variables, such as SUPPLY
   * @return the exit code: 0, 1 when the server failed, 2 when an option is wrong
   */
  public static int execute(
      Callable<Integer> command, String prefix, Map<String, String> environment, String... args) {
    return commandLine(command, prefix, environment).execute(args);
  }

  /** What {@link #execute} runs, to be asked about its options. */
  public static CommandLine commandLine(
      Callable<Integer> command, String prefix, Map<String, String> environment) {
    var line = new CommandLine(command);
    line.getCommandSpec().usageMessage().showDefaultValues(true);
    nameVariables(line, prefix);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
    return line.registerConverter(Duration.class, ServerMain::duration)
        .registerConverter(OtlpEndpoint.class, ServerMain::endpoint)
        .setDefaultValueProvider(new FromEnvironment(prefix, environment))
        .setParameterExceptionHandler(
            (wrong, arguments) -> complain(wrong, prefix, environment, arguments))
        .setExecutionExceptionHandler((failure, failed, parsed) -> {
          failed.getErr().println(failed.getCommandName() + ": " + failure.getMessage());
          return failure instanceof IllegalArgumentException ? 2 : 1;
        });
  }

  private static int complain(
      ParameterException wrong,
      String prefix,
      Map<String, String> environment,
      String[] arguments) {
    var line = wrong.getCommandLine();
    var source = "";
    if (wrong.getArgSpec() instanceof OptionSpec option
        && environment.containsKey(variable(prefix, option))
        && !List.of(arguments).contains(option.longestName())) {
      source = " (from " + variable(prefix, option) + ")";
    }
    line.getErr().println(line.getCommandName() + ": " + wrong.getMessage() + source);
    line.getErr().println("Try '" + line.getCommandName() + " --help' for more information.");
    return 2;
  }

  /** Starts a server, says that it is ready, and waits until it is told to stop. */
  public static int serve(ServerOptions options, Starter starter) throws InterruptedException {
    TransportLog.bound();
    var server = starter.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drain"));
    if (options.untilStdinCloses()) {
      Thread.ofPlatform().daemon().name("stdin").start(ServerMain::exitWhenStdinCloses);
    }
    System.out.println("ready port=" + server.port());
    server.awaitTermination();
    return 0;
  }

  private static void exitWhenStdinCloses() {
    try {
      while (System.in.read() >= 0) {
        // whatever is typed is not for us
      }
    } catch (IOException e) {
      // closed is closed
    }
    System.exit(0);
  }

  /** Reads {@code 250ms}, {@code 20s}, {@code 5m} or {@code 1h}. */
  public static Duration duration(String text) {
    var number = text.toUpperCase(Locale.ROOT);
    try {
      return number.endsWith("MS")
          ? Duration.ofMillis(Long.parseLong(number.substring(0, number.length() - 2)))
          : Duration.parse("PT" + number);
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new TypeConversionException(
          "'%s' is not a duration (expected: such as 250ms, 20s, 5m or 1h)".formatted(text));
    }
  }

  private static OtlpEndpoint endpoint(String text) {
    try {
      return OtlpEndpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("" + e.getMessage());
    }
  }

  private static void nameVariables(CommandLine line, String prefix) {
    var spec = line.getCommandSpec();
    for (OptionSpec option : List.copyOf(spec.options())) {
      var description = Arrays.copyOf(option.description(), option.description().length + 1);
      description[description.length - 1] = "Env: " + variable(prefix, option);
      spec.remove(option);
      spec.addOption(OptionSpec.builder(option).description(description).build());
    }
  }

  private static String variable(String prefix, OptionSpec option) {
    var name = option.longestName().replaceFirst("^--", "").replace('-', '_');
    return prefix + "_" + name.toUpperCase(Locale.ROOT);
  }

  private record FromEnvironment(String prefix, Map<String, String> environment)
      implements IDefaultValueProvider {
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
      return argument instanceof OptionSpec option
          ? environment.get(variable(prefix, option))
          : null;
    }
  }
}
