package dev.faremesh.evaluation.simulate;

import java.util.List;

/**
 * What surge knows of an evening beside what is going on: takes more memory than the evening.
 *
 * @param spots where each rider is
 * @param forecast what demand-server expects as the evening goes on
 * @param truth what will really come
 */
record Outlook(List<Spot> spots, DemandPath forecast, DemandPath truth) {}
