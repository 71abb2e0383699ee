package dev.faremesh.lab.relay;

import io.grpc.Status;

/** What came of asking one dependency. */
sealed interface Hop {
  /**
   * It is known what it answers.
   *
   * @param hops how deep the chain is from there
   * @param stale of the relays from there on, it included, those whose answer was not fresh
   */
  record Answered(int hops, int stale) implements Hop {}

  /**
   * It did not answer, and nothing is known from before.
   *
   * @param dependency its name
   * @param code how the call ended
   */
  record Missing(String dependency, Status.Code code) implements Hop {}
}
