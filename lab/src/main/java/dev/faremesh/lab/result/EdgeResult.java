package dev.faremesh.lab.result;

/**
 * The calls of one server to one method of another, while the fault lasted.
 *
 * @param caller the server that calls, as the chain names it
 * @param method SERVICE/METHOD without the package
 * @param calls that it made
 * @param attempts that it sent
 */
public record EdgeResult(
    String caller, String edge, String method, long calls, long callsOk, long attempts) {
  /** Attempts for each call; not a number without one. */
  public double amplification() {
    return calls == 0 ? Double.NaN : (double) attempts / calls;
  }
}
