package dev.faremesh.evaluation.history;

import static java.util.Objects.requireNonNull;

import com.google.type.LatLng;
import dev.faremesh.cli.call.Position;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Progress;
import dev.faremesh.cli.replay.Place;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes up a history. */
@Command(
    name = "generate",
    description = {
      "Generate the pickups of a synthetic city, in the format of the Uber files.",
      "The week has its shape, days differ, there is rain, and now and then a crowd. The clock on"
          + " the wall is New York's. The same seed gives the same file."
    })
final class GenerateCommand implements Callable<Integer> {
  private static final int MOST_DAYS = 366;
  private static final int MOST_PER_DAY = 1_000_000;

  @Spec private @Nullable CommandSpec verb;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write; gzip when the name ends in .gz.")
  private Path out = Path.of("");

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many days, 1 to " + MOST_DAYS + ".")
  private int days;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which city, and what happens in it.")
  private long seed;

  @Option(
      names = "--start",
      paramLabel = "DATE",
      converter = Day.class,
      defaultValue = "2025-09-01",
      description = "The first day.")
  private LocalDate start = LocalDate.EPOCH;

  @Option(
      names = "--center",
      paramLabel = "LAT,LON",
      converter = Position.class,
      defaultValue = "40.7500,-73.9800",
      description = "The middle of the city.")
  private LatLng center = LatLng.getDefaultInstance();

  @Option(
      names = "--sessions-per-day",
      paramLabel = "N",
      defaultValue = "18000",
      description = "How many on an average day, 1 to " + MOST_PER_DAY + ".")
  private int sessionsPerDay;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    require(days >= 1 && days <= MOST_DAYS, "--days", days, MOST_DAYS);
    require(
        sessionsPerDay >= 1 && sessionsPerDay <= MOST_PER_DAY,
        "--sessions-per-day",
        sessionsPerDay,
        MOST_PER_DAY);
    var city = new SyntheticCity(place(), sessionsPerDay, seed);
    long rows;
    try (var progress = new Progress(output.terminal());
        var file = PickupFile.create(out)) {
      for (int day = 0; day < days; day++) {
        progress.show("generating " + start.plusDays(day), (double) day / days);
        generate(city, start.plusDays(day), file);
      }
      rows = file.rows();
    }
    print(rows);
    return ExitCode.OK;
  }

  private void require(boolean truth, String option, int value, int most) {
    if (!truth) {
      throw wrong("%s: %d (expected: 1 to %d)".formatted(option, value, most));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(requireNonNull(verb).commandLine(), message);
  }

  private Place place() {
    try {
      return new Place(center.getLatitude(), center.getLongitude());
    } catch (IllegalArgumentException e) {
      throw wrong("--center: " + e.getMessage());
    }
  }

  private static void generate(SyntheticCity city, LocalDate day, PickupFile file)
      throws IOException {
    var tomorrow = day.plusDays(1).atStartOfDay();
    for (var minute = day.atStartOfDay();
        minute.isBefore(tomorrow);
        minute = minute.plusMinutes(1)) {
      var rides = city.rides(minute);
      boolean exists = !Pickups.ZONE.getRules().getValidOffsets(minute).isEmpty();
      if (exists) { // not so in the hour that daylight saving leaves out
        file.write(minute, rides);
      }
    }
  }

  private void print(long rows) {
    if (output.json()) {
      var facts = new LinkedHashMap<String, Object>();
      facts.put("file", out.toString());
      facts.put("pickups", rows);
      facts.put("days", days);
      output.out().println(PlainJson.document(facts));
      return;
    }
    output
        .out()
        .printf(
            Locale.ROOT,
            "%s: %,d pickups of %d days from %s%nScore forecasts on it: fare forecast score %s%n",
            out,
            rows,
            days,
            start,
            out);
  }

  /** Reads a date. */
  static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'%s' (expected: a date, such as 2025-09-01)".formatted(text));
      }
    }
  }
}
