package dev.faremesh.cli.replay;

/** Why a row of a file is not replayed. */
public enum Fault {
  /** Pickup or drop-off is at latitude or longitude 0: the meter had no position. */
  ZERO_COORDINATES,
  /** Pickup or drop-off is not on earth. */
  BAD_COORDINATES,
  /**
   * Not a time, an end before its start, or more than a day away from the row before and the one
   * after.
   */
  BAD_TIME,
  /** Not a number where one belongs. */
  BAD_NUMBER,
  /** Too few columns, or neither START nor END. */
  WRONG_COLUMNS,
  /** The end of a ride whose start is not in the file, or was rejected. */
  NO_START,
  /** The file breaks off within or right after this row. */
  TRUNCATED
}
