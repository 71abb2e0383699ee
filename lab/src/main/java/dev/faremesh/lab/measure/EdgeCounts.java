package dev.faremesh.lab.measure;

/**
 * The calls of one server to one method of another, from its start up to one moment.
 *
 * @param nanos the moment
 * @param caller NAME/REPLICA of the server that calls
 * @param edge what that calls the other
 * @param method SERVICE/METHOD
 */
public record EdgeCounts(
    long nanos,
    String caller,
    String edge,
    String method,
    long calls,
    long callsOk,
    long attempts,
    long attemptsOk) {
  /** What came after an earlier moment; from the beginning when the server was restarted since. */
  EdgeCounts since(EdgeCounts before) {
    return attempts < before.attempts
        ? this
        : new EdgeCounts(
            nanos,
            caller,
            edge,
            method,
            calls - before.calls,
            callsOk - before.callsOk,
            attempts - before.attempts,
            attemptsOk - before.attemptsOk);
  }

  EdgeCounts plus(EdgeCounts more) {
    return new EdgeCounts(
        more.nanos,
        caller,
        edge,
        method,
        calls + more.calls,
        callsOk + more.callsOk,
        attempts + more.attempts,
        attemptsOk + more.attemptsOk);
  }

  EdgeCounts none() {
    return new EdgeCounts(nanos, caller, edge, method, 0, 0, 0, 0);
  }
}
