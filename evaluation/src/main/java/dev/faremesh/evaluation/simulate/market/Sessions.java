package dev.faremesh.evaluation.simulate.market;

import java.util.List;

/**
 * The riders who look at a price in the course of an evening, in the order of their minutes: what
 * is the same under every seed.
 */
public final class Sessions {
  final int[] minute;
  final double[] east;
  final double[] north;
  final int[] cell;
  private final boolean[] measured;
  private final int[] firstOf;

  /**
   * One session.
   *
   * @param minute of the evening, from 0
   * @param east in kilometres
   * @param north in kilometres
   * @param cell its number on the map of cells
   * @param measured whether the results count it; riders of the warm-up are not counted
   */
  public record Session(int minute, double east, double north, int cell, boolean measured) {}

  /**
   * Sessions of an evening.
   *
   * @param sessions in the order of their minutes, each less than {@code minutes}
   */
  public Sessions(List<Session> sessions, int minutes) {
    int count = sessions.size();
    minute = new int[count];
    east = new double[count];
    north = new double[count];
    cell = new int[count];
    measured = new boolean[count];
    firstOf = new int[minutes + 1];
    for (int rider = 0; rider < count; rider++) {
      var session = sessions.get(rider);
      minute[rider] = session.minute();
      east[rider] = session.east();
      north[rider] = session.north();
      cell[rider] = session.cell();
      measured[rider] = session.measured();
      firstOf[session.minute() + 1]++;
      if (rider > 0 && minute[rider] < minute[rider - 1]) {
        throw new IllegalArgumentException(
            "minute: %d (expected: >= %d, in order)".formatted(minute[rider], minute[rider - 1]));
      }
    }
    for (int next = 1; next <= minutes; next++) {
      firstOf[next] += firstOf[next - 1];
    }
  }

  public int count() {
    return minute.length;
  }

  /** How long the evening is. */
  public int minutes() {
    return firstOf.length - 1;
  }

  /** The first rider of a minute, or of the next one that has any; the count at the end. */
  public int firstOf(int inMinute) {
    return firstOf[inMinute];
  }

  public int minute(int rider) {
    return minute[rider];
  }

  public double east(int rider) {
    return east[rider];
  }

  public double north(int rider) {
    return north[rider];
  }

  public int cell(int rider) {
    return cell[rider];
  }

  public boolean measured(int rider) {
    return measured[rider];
  }
}
