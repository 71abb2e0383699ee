package dev.faremesh.evaluation.simulate.market;

/** What is added up over a run; see {@link Tally}. */
public enum Sum {
  RUNS,
  SESSIONS,
  REQUESTS,
  COMPLETED,
  UNFULFILLED,
  TOO_DEAR,
  TOO_FAR,
  /** What the completed rides are worth to their riders, in dollars. */
  WORTH,
  /** What the riders paid, in dollars. */
  REVENUE,
  /** Minutes from request to pickup, of completed rides. */
  WAIT_MINUTES,
  /** What waiting cost the riders, in dollars, of those also who gave up. */
  WAIT_COST,
  /** What driving cost, in dollars. */
  DRIVING_COST,
  ONLINE_SECONDS,
  EN_ROUTE_SECONDS,
  ON_TRIP_SECONDS,
  /** The multipliers that riders were asked. */
  MULTIPLIERS,
  /** Sessions that were asked no surge. */
  AT_ONE,
  /** How far the logarithm of a rider's multiplier had moved five minutes later. */
  MOVES,
  /** Sessions for which that was looked up. */
  LOOKED_TWICE
}
