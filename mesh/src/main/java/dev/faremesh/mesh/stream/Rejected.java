package dev.faremesh.mesh.stream;

import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.ErrorStatus;

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

  /** The reason, as errors carry it. */
  public ErrorInfo info() {
    return ErrorInfo.newBuilder().setDomain(ErrorStatus.DOMAIN).setReason(reason).build();
  }

  /** Never null, unlike that of exceptions in general. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
