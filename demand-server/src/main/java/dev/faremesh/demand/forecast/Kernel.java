package dev.faremesh.demand.forecast;

/**
 * Takes the slots around each slot of the week together, the nearer the more: weights fall evenly
 * from 1 to nothing. The week is a ring.
 *
 * @param reach how many slots on either side count
 */
record Kernel(int reach) {
  double[] sums(int[] counts) {
    var sums = new double[counts.length];
    for (int slot = 0; slot < sums.length; slot++) {
      for (int away = -reach; away <= reach; away++) {
        double weight = 1 - Math.abs(away) / (reach + 1.0);
        sums[slot] += weight * counts[Math.floorMod(slot + away, counts.length)];
      }
    }
    return sums;
  }
}
