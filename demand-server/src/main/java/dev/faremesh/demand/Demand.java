package dev.faremesh.demand;

/**
 * The demand of one cell over the window.
 *
 * @param cell H3 index of resolution 8
 * @param sessions riders who looked at fares, each counted once
 * @param requests rides asked for
 * @param openRequests of these, neither started nor cancelled
 * @param cancelled of these, cancelled
 */
public record Demand(long cell, int sessions, int requests, int openRequests, int cancelled) {
  /** No demand at all. */
  public static Demand none(long cell) {
    return new Demand(cell, 0, 0, 0, 0);
  }
}
