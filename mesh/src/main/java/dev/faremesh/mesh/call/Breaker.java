package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.grpc.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * resilience4j's circuit breaker, with a sense of era. Every permit belongs to the state in which
 * it was given: what ends later than that state does not count, so that an answer from before a
 * trip cannot close the breaker, and a permit that comes back late adds no probe (resilience4j's
 * {@code releasePermission} increments whatever state it finds).
 *
 * <p>Half-open lasts at most as long as open does: probes that never end do not block it for ever.
 * Times are the injected clock's; the open time is spread by a fifth, so that callers do not probe
 * in step. Safe for use by threads; the lock is held for tens of nanoseconds.
 */
public final class Breaker {
  private static final Logger LOG = System.getLogger(Breaker.class.getName());

  private final String name;
  private final InstantSource clock;
  private final Duration openFor;
  private final CircuitBreaker machine;
  private State state = State.CLOSED;
  private int era;
  private long opened;
  private Instant halfOpenUntil = Instant.MAX;
  private final Runnable onHalfOpen;

  /**
   * A closed breaker.
   *
   * @param name of the method, for people
   * @param onHalfOpen runs when probes are let through: a chance to hurry a reconnect
   */
  Breaker(
      String name,
      Policy.Breaker policy,
      InstantSource clock,
      RandomGenerator random,
      Runnable onHalfOpen) {
    this.name = name;
    this.clock = clock;
    this.openFor = policy.openFor();
    this.onHalfOpen = onHalfOpen;
    this.machine =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .clock(clock.withZone(ZoneOffset.UTC))
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(policy.window())
                .minimumNumberOfCalls(policy.judgesFrom())
                .failureRateThreshold((float) (100 * policy.failureRate()))
                .permittedNumberOfCallsInHalfOpenState(policy.probes())
                .waitIntervalFunctionInOpenState(attempt -> spread(openFor, random).toMillis())
                .writableStackTraceEnabled(false)
                .build());
  }

  private static Duration spread(Duration base, RandomGenerator random) {
    return base.plusNanos((long) (base.toNanos() * Policy.Breaker.SPREAD * random.nextDouble()));
  }

  /** A permit for one attempt, or null when the breaker is open or all probes are under way. */
  synchronized @Nullable Permit tryAcquire() {
    if (state == State.HALF_OPEN && !clock.instant().isBefore(halfOpenUntil)) {
      machine.transitionToOpenState();
      noticeChange();
    }
    boolean permitted = machine.tryAcquirePermission();
    noticeChange();
    return permitted ? new Passage(era) : null;
  }

  boolean closed() {
    return machine.getState() == State.CLOSED;
  }

  /** Its state, with what it counts. */
  synchronized Numbers numbers() {
    var metrics = machine.getMetrics();
    return new Numbers(
        machine.getState().name(),
        metrics.getNumberOfFailedCalls(),
        metrics.getNumberOfBufferedCalls(),
        opened);
  }

  /**
   * A breaker at one moment.
   *
   * @param state CLOSED, OPEN or HALF_OPEN
   * @param failures among the attempts that are counted
   * @param opened how often it has opened, since the start
   */
  public record Numbers(String state, int failures, int counted, long opened) {}

  private synchronized void settle(int permitEra, Verdict verdict, long nanos) {
    if (permitEra != era) {
      return;
    }
    switch (verdict) {
      case SUCCESS -> machine.onSuccess(nanos, TimeUnit.NANOSECONDS);
      case FAILURE -> machine.onError(nanos, TimeUnit.NANOSECONDS, new Failed());
      case IGNORED -> machine.releasePermission();
    }
    noticeChange();
  }

  /**
   * Looked for, as resilience4j makes an event with a time of day for each call once it has a
   * listener.
   */
  private void noticeChange() {
    var before = state;
    state = machine.getState();
    if (state != before) {
      changed(before);
    }
  }

  private void changed(State before) {
    era++;
    var numbers = machine.getMetrics();
    LOG.log(
        Level.INFO,
        "breaker={0} {1}->{2} failures={3}/{4}",
        name,
        before,
        state,
        numbers.getNumberOfFailedCalls(),
        numbers.getNumberOfBufferedCalls());
    if (state == State.OPEN) {
      opened++;
    }
    if (state == State.HALF_OPEN) {
      halfOpenUntil = clock.instant().plus(openFor);
      onHalfOpen.run();
    }
  }

  @Override
  public String toString() {
    return "Breaker[" + name + ", " + machine.getState() + "]";
  }

  private final class Passage extends Permit {
    private final int permitEra;

    Passage(int permitEra) {
      this.permitEra = permitEra;
    }

    @Override
    void end(Verdict verdict, Status status, long nanos) {
      Breaker.this.settle(permitEra, verdict, nanos);
    }
  }

  /** resilience4j wants an exception; what failed is known to whoever settles. */
  private static final class Failed extends Exception {
    Failed() {
      super("failed", null, false, false);
    }
  }
}
