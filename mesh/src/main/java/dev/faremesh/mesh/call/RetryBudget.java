package dev.faremesh.mesh.call;

/**
 * Retries as a share of calls, over one target. Each call pays in its share, each retry takes out
 * one. It starts with one, so that a quiet caller can retry at all, and a cap keeps a long calm
 * from paying for a storm. (The idea is Finagle's and tower's retry budget.) Safe for use by
 * threads.
 */
final class RetryBudget {
  /** Retries that a calm caller may have saved. */
  static final double CAP = 10;

  private double balance = 1;

  /**
   * A call was made.
   *
   * @param share of a retry that it pays in, 0 to 1
   */
  synchronized void deposit(double share) {
    balance = Math.min(CAP, balance + share);
  }

  /** Takes one retry out, if there is one. */
  synchronized boolean withdraw() {
    if (balance < 1) {
      return false;
    }
    balance--;
    return true;
  }

  /** Retries that are left. */
  synchronized double balance() {
    return balance;
  }
}
