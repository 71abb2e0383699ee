package dev.faremesh.evaluation.simulate;

import com.uber.h3core.H3Core;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.replay.WallClock;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Sixteen days of a city of a few cells, twice as busy on the ninth evening: 8 April 2014. */
final class SmallCity {
  static final LocalDate FIRST = LocalDate.of(2014, 3, 31);
  static final LocalDate BUSY = LocalDate.of(2014, 4, 8);
  static final int DAYS = 16;

  private static final int PER_HOUR = 36;

  private SmallCity() {}

  /** Its rides as a file. */
  static Path write(Path folder) throws IOException {
    return write(folder, DAYS);
  }

  static Path write(Path folder, int days) throws IOException {
    var rows = new ArrayList<>(List.of("pickup_local,lat,lon,base"));
    var random = new SplittableRandom(4);
    for (int hour = 0; hour < 24 * days; hour++) {
      var begin = FIRST.atStartOfDay().plusHours(hour);
      int rides = isBusy(begin) ? 2 * PER_HOUR : PER_HOUR;
      random
          .ints(rides, 0, 60)
          .sorted()
          .forEach(minute -> rows.add(row(begin.plusMinutes(minute), random)));
    }
    return Files.write(folder.resolve("small-city.csv"), rows);
  }

  private static boolean isBusy(LocalDateTime hour) {
    return hour.toLocalDate().equals(BUSY) && hour.getHour() >= 17;
  }

  private static String row(LocalDateTime at, SplittableRandom random) {
    return String.format(
        Locale.ROOT,
        "%s,%.5f,%.5f,B1",
        at,
        40.75 + 0.012 * random.nextDouble(-1, 1),
        -73.98 + 0.016 * random.nextDouble(-1, 1));
  }

  static Pickups pickups(Path folder) throws IOException {
    return Pickups.read(write(folder), silent());
  }

  static Terminal silent() {
    return Terminal.plain(
        new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()));
  }

  /** Plays some of its days. */
  static Findings play(Pickups pickups, Plan plan, int crewSize)
      throws IOException, InterruptedException {
    var looks = Looks.of(pickups);
    var city = new City(H3Core.newInstance(), Pickups.ZONE, looks.all(), new long[0]);
    var profiles = new Profiles(looks, Pickups.ZONE);
    var days = new Days(city, looks, profiles::without);
    var weights = Weights.standard();
    var progress = new RunProgress(silent(), WallClock.system(), Experiment.runs(plan));
    var evenings = new Evenings(city, days, weights, plan, progress);
    var outages = new Outages(city, days, weights, plan, progress);
    var stationary = new StationaryMarket(city, profiles.ofAll(), weights, plan, progress);
    try (var crew = new Crew(crewSize)) {
      return new Experiment(plan, weights, evenings, outages, stationary).run(crew);
    }
  }
}
