package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.Hotspots;
import dev.faremesh.evaluation.simulate.market.Sessions;
import java.time.LocalDate;

/**
 * One evening, as far as it is the same under every seed and policy.
 *
 * @param date on which it begins
 * @param spots where each rider is
 * @param perMinute sessions that other days let expect, by minute
 * @param forecast what demand-server expects as the evening goes on
 * @param truth what will really come
 */
record Evening(
    LocalDate date,
    Sessions sessions,
    Spot[] spots,
    Hotspots hotspots,
    double[] perMinute,
    DemandPath forecast,
    DemandPath truth) {}
