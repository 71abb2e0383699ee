package dev.faremesh.mesh.serving;

/** What the end of a served call says of the load. */
enum Timeliness {
  /** Answered well within its time. */
  IN_TIME,
  /** Answered too slowly to be of much use, or not at all within a fair time. */
  LATE,
  /** Says nothing: a failure, however quick, or a caller that gave up. */
  UNKNOWN
}
