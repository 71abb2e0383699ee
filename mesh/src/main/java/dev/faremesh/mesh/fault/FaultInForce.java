package dev.faremesh.mesh.fault;

import com.google.protobuf.Timestamp;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.v1.ActiveFault;
import dev.faremesh.mesh.v1.Fault;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One fault, from its injection to its end: the calls that it has in hand, each of which is
 * delayed, then waits for a worker, then ends or goes on. Whoever takes a call out of {@code stays}
 * says what becomes of it, after the lock. Safe for use by threads.
 */
final class FaultInForce {
  private final String id;
  private final String method;
  private final String caller;
  private final Instant expireTime;
  private final ScheduledExecutorService timer;
  private final Chance chance;
  private final Optional<Workers> workers;
  private final Set<Stay> stays = new LinkedHashSet<>();
  private Fault fault;
  private @Nullable Future<?> expiry;
  private long hits;
  private boolean over;

  FaultInForce(Fault fault, long seed, Instant expireTime, ScheduledExecutorService timer) {
    this.fault = fault;
    this.id = fault.getFaultId();
    this.method = fault.getMethod();
    this.caller = fault.getCaller();
    this.expireTime = expireTime;
    this.timer = timer;
    this.chance = new Chance(fault, seed);
    this.workers =
        fault.hasQueue()
            ? Optional.of(new Workers(fault.getQueue(), timer, this::finish))
            : Optional.empty();
  }

  /** What will end it by itself. */
  synchronized void expireBy(Future<?> end) {
    expiry = end;
  }

  synchronized Fault fault() {
    return fault;
  }

  String id() {
    return id;
  }

  /** Whether it may hit a call. */
  boolean concerns(String method, String caller) {
    return this.method.equals(method) && (this.caller.isEmpty() || this.caller.equals(caller));
  }

  /**
   * Changes its queue.
   *
   * @param changed the same fault but for that
   */
  synchronized ActiveFault update(Fault changed) {
    fault = changed;
    workers.ifPresent(all -> all.change(changed.getQueue()));
    return state();
  }

  /** How long it delays the next call, in nanoseconds; empty when it spares it. */
  OptionalLong draw() {
    return chance.next();
  }

  /** Takes a call in hand, unless it is over or the caller has gone. */
  void take(HeldCall<?, ?> call, long delayNanos) {
    var stay = new Stay(call);
    boolean late;
    synchronized (this) {
      late = over;
      if (!late) {
        if (!call.enter("fault " + id(), () -> abandon(stay))) {
          return;
        }
        hits++;
        stays.add(stay);
        if (delayNanos > 0) {
          stay.delay = timer.schedule(() -> queue(stay), delayNanos, TimeUnit.NANOSECONDS);
          return;
        }
      }
    }
    if (late) {
      call.goOn();
    } else {
      queue(stay);
    }
  }

  private void queue(Stay stay) {
    if (workers.isEmpty()) {
      finish(stay);
      return;
    }
    boolean full;
    synchronized (this) {
      stay.place = Stay.Place.QUEUED;
      full = stays.contains(stay) && !workers.get().take(stay) && stays.remove(stay);
    }
    if (full) {
      stay.call.end(queueFull());
    }
  }

  private void finish(Stay stay) {
    synchronized (this) {
      if (!stays.contains(stay)) {
        return;
      }
      if (fault.hasStall() && !stay.abandoned) {
        stay.place = Stay.Place.STALLED;
        return;
      }
      stays.remove(stay);
    }
    switch (fault().getEndingCase()) {
      case ABORT -> stay.call.end(aborted());
      case RESET -> stay.call.reset();
      case STALL, ENDING_NOT_SET -> stay.call.goOn();
    }
  }

  private synchronized void abandon(Stay stay) {
    if (stay.place == Stay.Place.QUEUED && fault.getQueue().getServeAbandoned()) {
      stay.abandoned = true;
      return;
    }
    stays.remove(stay);
    stay.stopDelay();
    workers.ifPresent(w -> w.drop(stay));
  }

  /**
   * Ends it: what it delays goes on at once, what it stalls or queues ends with an error.
   *
   * @return its last state; empty when it has ended already
   */
  Optional<ActiveFault> end() {
    List<Stay> left;
    ActiveFault last;
    synchronized (this) {
      if (over) {
        return Optional.empty();
      }
      over = true;
      if (expiry != null) {
        expiry.cancel(false);
      }
      last = state();
      left = List.copyOf(stays);
      stays.clear();
    }
    for (Stay stay : left) {
      switch (stay.place) {
        case DELAYED -> {
          stay.stopDelay();
          stay.call.goOn();
        }
        case QUEUED, STALLED -> stay.call.end(cleared());
      }
    }
    return Optional.of(last);
  }

  /** It, with its numbers. */
  synchronized ActiveFault state() {
    return ActiveFault.newBuilder()
        .setFault(fault)
        .setExpireTime(
            Timestamp.newBuilder()
                .setSeconds(expireTime.getEpochSecond())
                .setNanos(expireTime.getNano()))
        .setHits(hits)
        .setHeld(stays.size())
        .build();
  }

  private StatusRuntimeException aborted() {
    var code = Status.fromCodeValue(fault().getAbort().getCodeValue()).getCode();
    return error(code, "FAULT_INJECTED", "a fault was injected");
  }

  private StatusRuntimeException queueFull() {
    var queue = fault().getQueue();
    return error(
        Status.Code.RESOURCE_EXHAUSTED,
        "FAULT_QUEUE_FULL",
        "%d workers are busy and %d calls wait already (expected: fewer), for a fault"
            .formatted(queue.getWorkers(), queue.getCapacity()));
  }

  private StatusRuntimeException cleared() {
    return error(
        Status.Code.UNAVAILABLE, "FAULT_CLEARED", "the fault that held the call has ended");
  }

  private StatusRuntimeException error(Status.Code code, String reason, String message) {
    return ErrorStatus.of(code, reason, message + ": " + id(), Map.of("faultId", id()));
  }
}
