package dev.faremesh.evaluation.simulate.market;

import java.util.Arrays;

/** The riders who asked, and for whom no driver was found yet. */
final class Waiting {
  static final int NOBODY = -1;

  private final Riders riders;
  private int[] waiting = new int[64];
  private int count;

  Waiting(Riders riders) {
    this.riders = riders;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  int rider(int index) {
    return waiting[index];
  }

  void add(int rider) {
    if (count == waiting.length) {
      waiting = Arrays.copyOf(waiting, 2 * count);
    }
    waiting[count++] = rider;
  }

  void remove(int rider) {
    for (int i = 0; i < count; i++) {
      if (waiting[i] == rider) {
        waiting[i] = waiting[--count];
        return;
      }
    }
  }

  /** Takes one whose patience is over, or {@link #NOBODY}. */
  int takeImpatient(int now) {
    for (int i = 0; i < count; i++) {
      int rider = waiting[i];
      if (!patient(rider, now)) {
        waiting[i] = waiting[--count];
        return rider;
      }
    }
    return NOBODY;
  }

  boolean patient(int rider, int now) {
    return now <= riders.second[rider] + riders.patience[rider];
  }

  /** The nearest one whom a driver at a point can reach in a time that suits, or nobody. */
  int nearest(double east, double north, int now) {
    int nearest = NOBODY;
    double best = Assumptions.reach();
    for (int i = 0; i < count; i++) {
      int rider = waiting[i];
      double km =
          Plane.length(riders.sessions.east[rider] - east, riders.sessions.north[rider] - north);
      if (km < best
          && patient(rider, now)
          && Assumptions.pickupSeconds(km) <= riders.tolerance[rider]) {
        best = km;
        nearest = rider;
      }
    }
    return nearest;
  }
}
