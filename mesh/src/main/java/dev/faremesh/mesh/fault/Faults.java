package dev.faremesh.mesh.fault;

import com.google.protobuf.TextFormat;
import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.v1.ActiveFault;
import dev.faremesh.mesh.v1.Fault;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The faults of a server, and the layer that applies them. Must be the innermost: what they do to a
 * call is then seen, as if the service had done it, by all that protects the server.
 *
 * <p>A server that stops waits for what they hold as for any slow call, and for no longer than its
 * grace: else a drain could not be seen to lose what it loses.
 *
 * <p>Each fault draws on its own which calls it hits. One that several hit goes through them in the
 * order in which they were injected, until one ends it: delays so add up. Without a fault in force
 * a call costs one volatile read.
 *
 * <p>Safe for use by threads. The timer's threads serve what a fault let go, so nothing that is
 * served may block them.
 */
public final class Faults implements ServerInterceptor {
  private static final Logger LOG = System.getLogger(Faults.class.getName());
  private static final int MOST = 64;

  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final RandomGenerator seeds;
  private volatile List<FaultInForce> inForce = List.of();

  /**
   * None yet.
   *
   * @param timer ends faults, and lets go the calls that they hold
   * @param clock says when a fault will end
   * @param seeds where the chance of a fault starts that does not say so itself
   */
  public Faults(ScheduledExecutorService timer, InstantSource clock, RandomGenerator seeds) {
    this.timer = timer;
    this.clock = clock;
    this.seeds = seeds;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var now = inForce;
    if (now.isEmpty()) {
      return next.startCall(call, headers);
    }
    var method = call.getMethodDescriptor().getFullMethodName();
    var caller = Caller.current();
    var concerned = now.stream().filter(fault -> fault.concerns(method, caller)).toList();
    return concerned.isEmpty()
        ? next.startCall(call, headers)
        : HeldCall.start(concerned, call, headers, next);
  }

  /**
   * Injects a fault, or finds it in force already.
   *
   * @param fault valid by the rules of the contract
   * @throws io.grpc.StatusRuntimeException ALREADY_EXISTS FAULT_ID_REUSED, RESOURCE_EXHAUSTED
   *     FAULTS_FULL
   */
  synchronized ActiveFault inject(Fault fault) {
    var same = find(fault.getFaultId());
    if (same.isPresent()) {
      requireEqual(same.get().fault(), fault);
      return same.get().state();
    }
    if (inForce.size() >= MOST) {
      throw ErrorStatus.of(
          Status.Code.RESOURCE_EXHAUSTED,
          "FAULTS_FULL",
          "faults in force: %d (expected: fewer): clear one first".formatted(inForce.size()),
          Map.of("most", "" + MOST));
    }
    long seed = fault.hasSeed() ? fault.getSeed() : seeds.nextLong();
    long lasts = Durations.toNanos(fault.getLasts());
    var injected = new FaultInForce(fault, seed, clock.instant().plusNanos(lasts), timer);
    injected.expireBy(timer.schedule(() -> end(injected, "expired"), lasts, TimeUnit.NANOSECONDS));
    var all = new ArrayList<>(inForce);
    all.add(injected);
    inForce = List.copyOf(all);
    log(injected, "injected: " + oneLine(fault.toBuilder().setSeed(seed).build()));
    return injected.state();
  }

  /**
   * Changes the queue of a fault.
   *
   * @param fault valid by the rules of the contract, with a queue
   * @throws io.grpc.StatusRuntimeException NOT_FOUND FAULT_NOT_FOUND, ALREADY_EXISTS
   *     FAULT_ID_REUSED
   */
  synchronized ActiveFault update(Fault fault) {
    var known = find(fault.getFaultId()).orElseThrow(() -> notFound(fault.getFaultId()));
    var same = known.fault();
    requireEqual(
        same, same.hasQueue() ? fault.toBuilder().setQueue(same.getQueue()).build() : fault);
    log(known, "changed: " + oneLine(fault));
    return known.update(fault);
  }

  private static void requireEqual(Fault inForce, Fault fault) {
    if (!inForce.equals(fault)) {
      throw ErrorStatus.of(
          Status.Code.ALREADY_EXISTS,
          "FAULT_ID_REUSED",
          "fault %s is in force and another one: %s"
              .formatted(fault.getFaultId(), oneLine(inForce)),
          Map.of("faultId", fault.getFaultId()));
    }
  }

  /** Those in force, in the order in which they were injected. */
  List<ActiveFault> list() {
    return inForce.stream().map(FaultInForce::state).toList();
  }

  /** Ends all. */
  List<ActiveFault> clear() {
    return inForce.stream().flatMap(fault -> end(fault, "cleared").stream()).toList();
  }

  /**
   * Ends one.
   *
   * @throws io.grpc.StatusRuntimeException NOT_FOUND FAULT_NOT_FOUND
   */
  ActiveFault clear(String id) {
    return find(id).flatMap(fault -> end(fault, "cleared")).orElseThrow(() -> notFound(id));
  }

  private static StatusRuntimeException notFound(String id) {
    return ErrorStatus.of(
        Status.Code.NOT_FOUND,
        "FAULT_NOT_FOUND",
        "fault_id: %s (expected: the id of a fault in force)".formatted(id),
        Map.of("faultId", id));
  }

  private Optional<FaultInForce> find(String id) {
    return inForce.stream().filter(fault -> fault.id().equals(id)).findFirst();
  }

  private Optional<ActiveFault> end(FaultInForce fault, String how) {
    synchronized (this) {
      inForce = inForce.stream().filter(other -> other != fault).toList();
    }
    var last = fault.end();
    last.ifPresent(f -> log(fault, how + ", hits=" + f.getHits() + " held=" + f.getHeld()));
    return last;
  }

  private static void log(FaultInForce fault, String what) {
    LOG.log(Level.INFO, "fault={0} {1}", fault.id(), what);
  }

  private static String oneLine(Fault fault) {
    var told = fault.toBuilder().clearFaultId();
    return TextFormat.printer().emittingSingleLine(true).printToString(told);
  }
}
