package dev.faremesh.demand.forecast;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How many sessions a city and each of its cells have in an average week, by slot of the week.
 * Counts of a few weeks are noise, so that each cell's are shrunk towards its share of the city's.
 * Immutable.
 */
public final class Profile {
  /** How many slots on either side are taken together: a quarter of an hour. */
  private static final int REACH = 3;

  /** How many observations of a slot the city's shape is worth. */
  private static final double SHRINKAGE = 4;

  private static final Profile NONE =
      new Profile(
          "none", Optional.empty(), new double[WeekSlots.PER_WEEK], new Long2ObjectOpenHashMap<>());

  private final String version;
  private final Optional<ZoneId> zone;
  private final double[] city;
  private final Long2ObjectOpenHashMap<float[]> cells;

  private Profile(
      String version, Optional<ZoneId> zone, double[] city, Long2ObjectOpenHashMap<float[]> cells) {
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
   * @throws IllegalArgumentException when no session was counted, or a day of the week never
   *     observed
   */
  public static Profile of(String version, History history) {
    if (history.sessions() == 0) {
      throw new IllegalArgumentException("history: no sessions (expected: some)");
    }
    var observed = smoothed(history.observed());
    var total = new int[WeekSlots.PER_WEEK];
    for (long cell : history.cells()) {
      add(total, history.counts(cell));
    }
    var city = smoothed(total);
    for (int slot = 0; slot < city.length; slot++) {
      city[slot] /= Math.max(observed[slot], 1);
    }
    var cells = new Long2ObjectOpenHashMap<float[]>();
    for (long cell : history.cells()) {
      cells.put(cell, shrunk(history.counts(cell), observed, city, history.sessions()));
    }
    return new Profile(version, Optional.of(history.zone()), city, cells);
  }

  private static void add(int[] total, int[] counts) {
    for (int slot = 0; slot < total.length; slot++) {
      total[slot] += counts[slot];
    }
  }

  private static float[] shrunk(int[] counts, double[] observed, double[] city, long sessions) {
    double own = 0;
    for (int count : counts) {
      own += count;
    }
    var sums = smoothed(counts);
    var shrunk = new float[sums.length];
    for (int slot = 0; slot < shrunk.length; slot++) {
      var prior = city[slot] * own / sessions;
      shrunk[slot] = (float) ((sums[slot] + SHRINKAGE * prior) / (observed[slot] + SHRINKAGE));
    }
    return shrunk;
  }

  /** The sum of each slot and those around it; the week is a ring. */
  private static double[] smoothed(int[] counts) {
    var sums = new double[counts.length];
    for (int slot = 0; slot < sums.length; slot++) {
      for (int other = slot - REACH; other <= slot + REACH; other++) {
        sums[slot] += counts[Math.floorMod(other, counts.length)];
      }
    }
    return sums;
  }

  /** Names the history that this was made of. */
  public String version() {
    return version;
  }

  /** By whose clocks the city lives; empty without history. */
  public Optional<ZoneId> zone() {
    return zone;
  }

  /** Sessions of the city in a slot of the week; 0 without history. */
  public double city(int slotOfWeek) {
    return city[slotOfWeek];
  }

  /** Sessions of a cell in a slot of the week; 0 when there never were any. */
  public double expected(long cell, int slotOfWeek) {
    var curve = cells.get(cell);
    return curve == null ? 0 : curve[slotOfWeek];
  }

  /** The cells that have any history. */
  public long[] cells() {
    return cells.keySet().toLongArray();
  }

  @Override
  public String toString() {
    return "Profile{" + version + ", cells=" + cells.size() + "}";
  }
}
