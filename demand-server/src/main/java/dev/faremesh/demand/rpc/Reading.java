package dev.faremesh.demand.rpc;

import dev.faremesh.demand.CellOutlook;
import java.time.Duration;
import java.util.List;

/**
 * The demand of some cells, and how far it can be trusted.
 *
 * @param window over which is counted
 * @param cells in the order in which they were asked for
 */
record Reading(FeedReading feed, Duration window, List<CellOutlook> cells) {}
