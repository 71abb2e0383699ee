package dev.faremesh.demand.forecast;

import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMaps;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongSet;
import it.unimi.dsi.fastutil.longs.LongSets;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How many sessions a city and each of its cells have in an average week, by slot of the week.
 *
 * <p>Counts of a few weeks are noise, so that slots near by are taken together, and each cell's
 * shape is shrunk towards the city's; a cell with next to no sessions has the city's. Immutable.
 */
public final class Profile {
  private static final Kernel CITY_KERNEL = new Kernel(5);
  private static final Kernel CELL_KERNEL = new Kernel(15);

  /** How many observations of a slot the city's shape is worth. */
  private static final double SHRINKAGE = 12;

  /** Sessions that are added everywhere, for a slot in which there never were any. */
  private static final double NEVER_NONE = 0.5;

  /** With fewer sessions a cell has no shape of its own. */
  private static final int SHAPELESS = 150;

  private static final Profile NONE =
      new Profile("none", Optional.empty(), new Curve.Flat(0), Long2ObjectMaps.emptyMap());

  private final String version;
  private final Optional<ZoneId> zone;
  private final Curve city;
  private final Long2ObjectMap<Curve> cells;

  private Profile(String version, Optional<ZoneId> zone, Curve city, Long2ObjectMap<Curve> cells) {
    this.version = version;
    this.zone = zone;
    this.city = city;
    this.cells = cells;
  }

  /** Without history. */
  public static Profile none() {
    return NONE;
  }

  /**
   * The profile of a history.
   *
   * @throws IllegalArgumentException when no session was counted, or a day of the week was never
   *     observed
   */
  public static Profile of(String version, History history) {
    var observed = history.observed();
    requireWholeWeek(history);
    var city = new double[WeekSlots.PER_WEEK];
    var total = CITY_KERNEL.sums(history.totals());
    var times = CITY_KERNEL.sums(observed);
    for (int slot = 0; slot < city.length; slot++) {
      city[slot] = (total[slot] + NEVER_NONE) / Math.max(times[slot], 1);
    }
    var cells = new Long2ObjectOpenHashMap<Curve>();
    var cityCurve = new Curve.Own(floats(city));
    var cellTimes = CELL_KERNEL.sums(observed);
    for (long cell : history.cells()) {
      var counts = history.counts(cell);
      var share = new Curve.Share((double) sum(counts) / history.sessions(), cityCurve);
      cells.put(cell, sum(counts) < SHAPELESS ? share : shrunk(counts, cellTimes, share));
    }
    return new Profile(version, Optional.of(history.zone()), cityCurve, cells);
  }

  private static void requireWholeWeek(History history) {
    if (history.sessions() == 0) {
      throw new IllegalArgumentException("sessions: 0 (expected: >= 1)");
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if (history.days().stream().noneMatch(date -> date.getDayOfWeek() == day)) {
        throw new IllegalArgumentException(
            "days: %d, no %s (expected: every day of the week)"
                .formatted(
                    history.days().size(), day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
      }
    }
  }

  private static Curve shrunk(int[] counts, double[] times, Curve prior) {
    var sums = CELL_KERNEL.sums(counts);
    var shrunk = new float[sums.length];
    for (int slot = 0; slot < shrunk.length; slot++) {
      shrunk[slot] =
          (float) ((sums[slot] + SHRINKAGE * prior.at(slot)) / (times[slot] + SHRINKAGE));
    }
    return new Curve.Own(shrunk);
  }

  private static int sum(int[] counts) {
    return Arrays.stream(counts).sum();
  }

  private static float[] floats(double[] numbers) {
    var floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  /** Names the history that this was made of. */
  public String version() {
    return version;
  }

  /** By whose clocks the city lives; empty without history. */
  public Optional<ZoneId> zone() {
    return zone;
  }

  /** Sessions of a cell in a slot of the week; 0 when there never were any. */
  public double expected(long cell, int slotOfWeek) {
    var curve = cells.get(cell);
    return curve == null ? 0 : curve.at(slotOfWeek);
  }

  /** Sessions of the city in a slot of the week; 0 without history. */
  public double expectedInCity(int slotOfWeek) {
    return city.at(slotOfWeek);
  }

  /** The cells that have any history. */
  public LongSet cells() {
    return LongSets.unmodifiable(cells.keySet());
  }

  Curve city() {
    return city;
  }

  Long2ObjectMap<Curve> curves() {
    return cells;
  }

  @Override
  public String toString() {
    return "Profile{" + version + ", cells=" + cells.size() + "}";
  }
}
