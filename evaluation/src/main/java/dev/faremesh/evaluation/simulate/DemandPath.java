package dev.faremesh.evaluation.simulate;

/**
 * Sessions that a policy expects within the horizon.
 *
 * @param cells in which it expects any, by their numbers on the map
 * @param expected by minute of the evening and by place among the cells
 */
record DemandPath(int[] cells, float[][] expected) {}
