package dev.faremesh.lab.run;

/** The machine disturbed a run so often that what depends on it cannot be said. */
final class DisturbedException extends Exception {
  private static final long serialVersionUID = 1;

  DisturbedException(String message) {
    super(message);
  }
}
