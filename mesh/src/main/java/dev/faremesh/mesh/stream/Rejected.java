package dev.faremesh.mesh.stream;

/** One message of a stream is not taken. The stream goes on. */
public final class Rejected extends Exception {
  private final String reason;

  /**
   * Says why.
   *
   * @param reason a constant in UPPER_SNAKE_CASE
   * @param message what was wrong, for a person
   */
  public Rejected(String reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }

  /** Never null, unlike that of exceptions in general. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
