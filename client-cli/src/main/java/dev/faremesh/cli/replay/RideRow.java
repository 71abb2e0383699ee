package dev.faremesh.cli.replay;

/** What a file of rides gives next. */
public sealed interface RideRow {
  /** An event to replay. */
  record Told(RideEvent event) implements RideRow {}

  /** A row that cannot be replayed. */
  record Rejected(Fault fault) implements RideRow {}
}
