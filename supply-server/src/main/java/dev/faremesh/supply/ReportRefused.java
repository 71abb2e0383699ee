package dev.faremesh.supply;

/** A report is not taken: the book is as it was before. */
public final class ReportRefused extends Exception {
  /** Why. */
  public enum Reason {
    /** A newer report of the same driver was taken already. */
    REPORT_OUTDATED,
    /** Observed later than an honest report can be. */
    OBSERVED_IN_FUTURE,
    /** The lease was over on arrival. */
    LEASE_EXPIRED,
    /** The city has as many products as it can have. */
    PRODUCTS_FULL
  }

  private final Reason reason;

  ReportRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Never null, unlike that of exceptions in general. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
