package dev.faremesh.demand;

import java.util.List;

/**
 * A page of a list of rides.
 *
 * @param rides oldest first; may be fewer than were asked for, even none, with more to come
 * @param nextPageToken opens the next page; empty when this is the last
 */
public record RidePage(List<Ride> rides, String nextPageToken) {}
