package dev.faremesh.evaluation.simulate;

import static java.util.Objects.requireNonNull;

import com.uber.h3core.H3Core;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.replay.WallClock;
import dev.faremesh.demand.forecast.Profile;
import dev.faremesh.demand.store.ProfileFile;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays real evenings under several price policies, and scores them. */
@Command(
    name = "simulate",
    description = {
      "Replay real pickups against drivers under several price policies, and score them.",
      "Each pickup of an evening (15:00 to 3:00) is a rider who looks at a price; drivers are as"
          + " many, and begin where, as other days let expect. Surge is priced by the code of the"
          + " three servers. A gate that is missed ends with 1.",
      "Reads Uber pickups, TLC green trips and taxi ride events, gzip or plain."
    })
public final class SimulateCommand implements Callable<Integer> {
  /** A profile of the same city has nearly all cells in which riders look. */
  private static final double LEAST_KNOWN = 0.5;

  @Spec private @Nullable CommandSpec verb;

  @Parameters(paramLabel = "FILE", description = "The rides.")
  private Path file = Path.of("");

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "What was known before, as fare profile build makes it. Without it, each evening is"
              + " played with a profile of the file's other days.")
  private Optional<Path> profile = Optional.empty();

  @Option(
      names = "--days",
      paramLabel = "A..B",
      converter = DateRange.Converter.class,
      description =
          "Evenings to play, such as 2014-04-07..2014-04-13: all of the file's when left out.")
  private Optional<DateRange> days = Optional.empty();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many times each evening is played, with other tastes and drivers.")
  private int seeds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The first of them.")
  private long seed;

  @Option(
      names = "--scarcity",
      paramLabel = "X,...",
      split = ",",
      defaultValue = "0.85,1,1.3",
      description = {
        "Drivers over drivers by the rule. Gates are judged at 1; elsewhere "
            + Plan.SEEDS_ELSEWHERE
            + " seeds are played."
      })
  private List<Double> scarcities = List.of();

  @Option(
      names = "--balance",
      paramLabel = "NAME=NUMBER",
      split = ",",
      description = "Tries another number than the contract's, such as kappa=8.")
  private Map<String, Double> changes = new LinkedHashMap<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes simulate.json and simulate.html there.")
  private Optional<Path> directory = Optional.empty();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var weights = checked(() -> Weights.with(changes), "balance ");
    // Before a long read: what can be told wrong without the file.
    var _ = checked(() -> new Plan(List.of(LocalDate.EPOCH), seeds, seed, scarcities), "");
    var pickups = Pickups.read(file, output.terminal());
    pickups.complaint().ifPresent(why -> output.err().println("fare: " + file + ": " + why));
    var report = new Report(file.toString(), pickups, findings(pickups, weights));
    if (directory.isPresent()) {
      report.write(directory.get());
    }
    report.print(output);
    return report.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Findings findings(Pickups pickups, Weights weights)
      throws IOException, InterruptedException {
    var looks = Looks.of(pickups);
    var known = known(looks);
    var zone = known.flatMap(Profile::zone).orElse(Pickups.ZONE);
    var others = known.map(it -> it.cells().toLongArray()).orElse(new long[0]);
    var city = new City(H3Core.newInstance(), zone, looks.all(), others);
    var leftOut = new Profiles(looks, zone);
    var plan = new Plan(evenings(looks, city, leftOut), seeds, seed, scarcities);
    Function<LocalDate, Profile> profiles = known.isPresent() ? _ -> known.get() : leftOut::without;
    var progress = new RunProgress(output.terminal(), WallClock.system(), Experiment.runs(plan));
    try (var crew = new Crew(Runtime.getRuntime().availableProcessors())) {
      var days = new Days(city, looks, profiles);
      return new Experiment(
              plan,
              weights,
              new Evenings(city, days, weights, plan, progress),
              new Outages(city, days, weights, plan, progress),
              new StationaryMarket(city, known.orElseGet(leftOut::ofAll), weights, plan, progress))
          .run(crew);
    } finally {
      progress.end();
    }
  }

  private Optional<Profile> known(Looks looks) throws IOException {
    if (profile.isEmpty()) {
      return Optional.empty();
    }
    var known = ProfileFile.read(profile.get());
    double share = looks.shareIn(known.cells());
    if (share < LEAST_KNOWN) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: has the cells of %.0f %% of the pickups (expected: %.0f %% or more: the same"
                  + " city)",
              profile.get(),
              100 * share,
              100 * LEAST_KNOWN));
    }
    return Optional.of(known);
  }

  private List<LocalDate> evenings(Looks looks, City city, Profiles leftOut) throws IOException {
    var whole = new WholeEvenings(looks, city.zone());
    if (whole.days().isEmpty()) {
      throw new IOException(
          file + ": no whole evening (expected: rides from 14:00 to 3:00 of a day or more)");
    }
    var asked = days.isPresent() ? checked(() -> whole.within(days.get()), "") : whole.days();
    if (profile.isEmpty()) {
      for (LocalDate evening : asked) {
        if (!leftOut.sufficeWithout(evening)) {
          throw new IOException(
              "%s: too few days to leave out the evening of %s (expected: --profile, or every day of"
                      .formatted(file, evening)
                  + " the week among the other days)");
        }
      }
    }
    return asked;
  }

  /** What the domain refuses was used wrongly. */
  private <T> T checked(Supplier<T> made, String option) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          requireNonNull(verb).commandLine(), "--" + option + e.getMessage());
    }
  }
}
