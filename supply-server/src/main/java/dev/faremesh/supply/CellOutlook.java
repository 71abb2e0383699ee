package dev.faremesh.supply;

/**
 * What to expect of one cell.
 *
 * @param counts as they are now
 * @param expectedAvailable drivers at the horizon: those who are open and do not log off, the
 *     drop-offs that come true, and those who log on; 0 or more
 * @param logSupply the smoothed logarithm of the supply of the cell and the rings around it
 */
public record CellOutlook(CellSupply counts, double expectedAvailable, double logSupply) {}
