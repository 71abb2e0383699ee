package dev.faremesh.lab;

import static java.util.Objects.requireNonNull;

import dev.faremesh.cli.local.MeshOptions;
import dev.faremesh.cli.local.StopSignal;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.Progress;
import dev.faremesh.lab.chain.AotCaches;
import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.run.Bench;
import dev.faremesh.lab.run.Laboratory;
import dev.faremesh.lab.run.Machine;
import dev.faremesh.lab.scenario.Experiment;
import dev.faremesh.lab.scenario.ProtectionSet;
import dev.faremesh.lab.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what failure costs, and what each protection is worth. */
@Command(
    name = "lab",
    description = {
      "Break a chain of calls on purpose, without protections and with them, and measure both.",
      "Starts the servers as processes, calls them at random times whether they answer or not,"
          + " makes the fault, ends it, and watches them recover. Ends with 1 when a claim does"
          + " not hold, or when the machine is too slow to tell.",
      "Scenarios: dead, slow, blackhole, lossy, brownout, overload, metastable, half-open, rolling,"
          + " fan-out, chain, or files of your own (begin with --show NAME)."
    })
final class LabCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "Which; all that the lab brings when none is given.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--protections",
      paramLabel = "SET",
      split = ",",
      description =
          "Sets of protections: naive, all, only:X, all-but:X with X deadline, retry, limit,"
              + " breaker, coalescing, last-known, admission or drain. If not given, naive and"
              + " all.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--ablation",
      description = "Also with each protection alone, and with all but each, where it can matter.")
  private boolean ablation;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each is run, each time at other random times.")
  private int seeds;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The first seed.")
  private long seed;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "4",
      description = "The most runs at once. Fewer are when the machine has no room.")
  private int parallel;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where lab.html, lab.json and the servers' logs are written; if not given, in the"
              + " checkout, under .faremesh/lab.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--show", paramLabel = "NAME", description = "Print a scenario, to copy it.")
  private Optional<String> shown = Optional.empty();

  @Spec private @Nullable CommandSpec spec;
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (shown.isPresent()) {
      output.out().print(text(shown.get()));
      return ExitCode.OK;
    }
    requirePositive("--seeds", seeds);
    requirePositive("--parallel", parallel);
    var asked = sets.stream().map(this::set).toList();
    var experiments = experiments();
    var me = Thread.currentThread();
    try (var _ = StopSignal.then(me::interrupt)) {
      return run(experiments, asked);
    } catch (InterruptedException e) {
      output.err().println("fare: stopped");
      return ExitCode.SOFTWARE;
    }
  }

  private int run(List<Experiment> experiments, List<ProtectionSet> asked)
      throws IOException, InterruptedException {
    var home = MeshOptions.checkout();
    var folder = out.orElse(home.resolve(".faremesh").resolve("lab"));
    var started = Instant.now();
    var results = new ArrayList<ScenarioResult>();
    try (var progress = new Progress(output.terminal());
        var bench =
            new Bench(
                home,
                caches(home),
                folder.resolve("logs"),
                parallel,
                new ToldProgress(progress, experiments))) {
      var laboratory = new Laboratory(bench, allSeeds(), experiment -> setsOf(experiment, asked));
      for (Experiment experiment : experiments) {
        results.add(laboratory.run(experiment));
      }
    }
    var result = new LabResult(command(), started, allSeeds(), Machine.described(), results);
    new LabOutput(folder).write(result, output);
    return result.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Kept from one lab to the next. */
  private static AotCaches caches(Path home) {
    return new AotCaches(home, home.resolve(".faremesh").resolve("aot"));
  }

  private List<Experiment> experiments() {
    var files = new ScenarioFiles();
    try {
      return (names.isEmpty() ? ScenarioFiles.BUILT_IN : names).stream().map(files::read).toList();
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private String text(String name) {
    try {
      return ScenarioFiles.builtIn(name);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private ProtectionSet set(String name) {
    try {
      return ProtectionSet.parse(name);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private List<ProtectionSet> setsOf(Experiment experiment, List<ProtectionSet> asked) {
    if (!asked.isEmpty()) {
      return asked;
    }
    return ablation
        ? ProtectionSet.ablation(experiment.matters())
        : List.of(ProtectionSet.NAIVE, ProtectionSet.ALL);
  }

  private List<Long> allSeeds() {
    return LongStream.range(seed, seed + seeds).boxed().toList();
  }

  private String command() {
    return "fare "
        + String.join(" ", requireNonNull(spec).commandLine().getParseResult().originalArgs());
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw wrong(new IllegalArgumentException("%s: %d (expected: >= 1)".formatted(option, value)));
    }
  }

  private ParameterException wrong(IllegalArgumentException reason) {
    return new ParameterException(
        requireNonNull(spec).commandLine(), String.valueOf(reason.getMessage()), reason);
  }
}
