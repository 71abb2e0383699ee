package dev.faremesh.mesh.policy;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the contract of a method says of the calls around it. Nothing enforces it: the linter checks
 * the policies with it.
 *
 * @param expectedRate calls a second that one caller makes in quiet traffic, empty when nobody
 *     knows
 * @param calls the methods that a call of this one makes in turn, as SERVICE/METHOD
 * @param maxAmplification the most attempts that one call may become at any method below, empty
 *     when no bound is declared
 */
public record Traffic(
    OptionalDouble expectedRate, List<String> calls, OptionalDouble maxAmplification) {
  /** Nothing is said. */
  public static final Traffic UNKNOWN =
      new Traffic(OptionalDouble.empty(), List.of(), OptionalDouble.empty());

  public Traffic {
    calls = List.copyOf(calls);
    expectedRate.ifPresent(
        rate -> Expected.that(rate > 0 && Double.isFinite(rate), "expected_rate", rate, "> 0"));
    maxAmplification.ifPresent(bound ->
        Expected.that(bound >= 1 && Double.isFinite(bound), "max_amplification", bound, ">= 1"));
  }
}
