package dev.faremesh.cli.replay;

/** A row cannot be replayed. The file goes on. */
final class BadRow extends Exception {
  private final Fault fault;

  BadRow(Fault fault) {
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
