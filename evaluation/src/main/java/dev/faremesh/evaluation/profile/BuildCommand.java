package dev.faremesh.evaluation.profile;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.store.ProfileFile;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Makes a profile of files of rides. */
@Command(
    name = "build",
    description = {
      "Count the pickups of files by cell and slot of the week, and write them as a profile.",
      "The files must have every day of the week, and no day twice. Reads Uber pickups, TLC green"
          + " trips and taxi ride events, gzip or plain."
    })
final class BuildCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The rides.")
  private List<Path> files = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the profile (gzip).")
  private Path out = Path.of("");

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = Zone.class,
      defaultValue = "America/New_York",
      description = "By whose clocks the city lives.")
  private ZoneId zone = Pickups.ZONE;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    var history = new History(zone);
    for (Path file : files) {
      add(file, history);
    }
    var profile = new ProfileReport(history);
    ProfileFile.write(history, out);
    profile.print(output);
    output.err().println("fare: wrote " + out);
    return ExitCode.OK;
  }

  private void add(Path file, History history) throws IOException {
    var pickups = Pickups.read(file, output.terminal());
    pickups.complaint().ifPresent(why -> output.err().println("fare: " + file + ": " + why));
    var before = new ArrayList<LocalDate>(history.days());
    var days = new TreeSet<LocalDate>();
    for (int i = 0; i < pickups.count(); i++) {
      history.count(pickups.cell(i), pickups.at(i));
      days.add(pickups.at(i).atZone(zone).toLocalDate());
    }
    before.retainAll(days);
    if (!before.isEmpty()) {
      throw new IOException(
          "%s: has %s, as a file before it has (expected: each day in one file)"
              .formatted(file, before.getFirst()));
    }
  }

  /** Reads a time zone. */
  static final class Zone implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'%s' (expected: a time zone, such as America/New_York)".formatted(text));
      }
    }
  }
}
