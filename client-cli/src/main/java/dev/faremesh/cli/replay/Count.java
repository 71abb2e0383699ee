package dev.faremesh.cli.replay;

/** What is counted while a feed runs. */
public enum Count {
  /** Moments told: for a file, its events. */
  MOMENTS,
  /** Sessions reported. */
  SESSIONS,
  /** Drivers reported. */
  DRIVER_REPORTS,
  /** Reports of either kind that a server answered, taken or not. */
  ACKNOWLEDGED,
  /** Rides asked for, and answered. */
  REQUESTS,
  /** Rides started, and answered. */
  STARTS,
  /** Rides completed, and answered. */
  COMPLETIONS,
  /** Rides cancelled, and answered. */
  CANCELLATIONS
}
