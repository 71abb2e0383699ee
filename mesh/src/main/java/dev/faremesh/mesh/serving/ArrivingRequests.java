package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.call.Timing;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The requests that have begun to come, and what is held of them. The transport hands a message on
 * when it is whole and keeps what has come of it until then, for each of the calls that a client
 * may begin: a thousand on each of a thousand connections. Here is the one bound on all of them.
 *
 * <p>Requests that have not come whole stand in line, the eldest first; one of a caller who means
 * well is there for a moment. When more is held than may be, the connection of which most is held
 * is cut: ending a call alone would free nothing while its caller reads nothing. When there are too
 * many, or one takes too long, the call is ended. Requests that are whole are bounded too, until
 * their calls end.
 *
 * <p>Safe for use by threads; calls are ended outside the lock.
 */
public final class ArrivingRequests extends ServerStreamTracer.Factory {
  /**
   * The largest buffer that is read into. A frame of one byte keeps all of its buffer, so each is
   * counted as one besides what it says.
   */
  public static final int BUFFER_BYTES = 16 << 10;

  private final int most;
  private final long mostBytes;
  private final Duration patience;
  private final Timing timing;
  private final Set<ArrivingRequest> line = new LinkedHashSet<>();
  private final Set<CallerConnection> holders = new HashSet<>();
  private final LeavingAnswers answers;
  private Consumer<SocketAddress> cut = address -> {};
  private long held;
  private long served;
  private boolean looking;

  ArrivingRequests(ServingPolicy policy, Timing timing) {
    this.most = policy.maxCalls();
    this.mostBytes = policy.maxRequestBytes();
    this.patience = policy.connections().handshake();
    this.timing = timing;
    this.answers = new LeavingAnswers(timing.nanos());
  }

  /** Says how the connection of a caller is cut. */
  public synchronized void cutBy(Consumer<SocketAddress> how) {
    cut = how;
    answers.cutBy(how);
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    return new ArrivingRequest(this);
  }

  /** The headers of a call have come, and whose it is. */
  void begin(ArrivingRequest request, EndableCall<?, ?> call, CallerConnection connection) {
    Optional<ArrivingRequest> eldest;
    synchronized (this) {
      request.call = Optional.of(call);
      long said = request.bytes;
      release(request);
      request.connection = connection;
      add(request, said);
      request.oneMessage = call.getMethodDescriptor().getType().clientSendsOneMessage();
      if (!request.oneMessage || request.gone) {
        return; // may say nothing for a while
      }
      eldest = line.size() < most ? Optional.empty() : pollEldest();
      enter(request);
    }
    eldest.flatMap(e -> e.call).ifPresent(c -> c.end(tooMany()));
  }

  /** The call has ended here: its answer is on its way. */
  void answered(ArrivingRequest request) {
    answers.add(request);
  }

  /**
   * A caller that sends one message has said that it has said all.
   *
   * @return whether it may be served: there is always room for a small one
   */
  boolean end(ArrivingRequest request) {
    synchronized (this) {
      line.remove(request);
      release(request);
      if (request.gone) {
        return true;
      }
      if (request.wholeBytes <= BUFFER_BYTES || served + request.wholeBytes <= mostBytes) {
        request.servedBytes = request.wholeBytes;
        served += request.servedBytes;
        return true;
      }
    }
    request.call.ifPresent(c -> c.end(tooMany()));
    return false;
  }

  synchronized void hold(ArrivingRequest request, long read) {
    if (request.gone || request.connection.cut) {
      return;
    }
    add(request, read + BUFFER_BYTES);
    if (!line.contains(request)) {
      enter(request);
    }
    while (held > mostBytes) {
      cut(Collections.max(holders, Comparator.comparingLong(holder -> holder.bytes)));
    }
  }

  private void cut(CallerConnection connection) {
    connection.cut = true; // what it goes on to say until it hears of that is dropped with the rest
    holders.remove(connection);
    held -= connection.bytes;
    connection.bytes = 0;
    connection.address.ifPresent(cut);
  }

  synchronized void messageIsWhole(ArrivingRequest request, long wireBytes) {
    if (request.gone || request.connection.cut) {
      return;
    }
    release(request);
    if (request.oneMessage) { // is kept until the caller has said all
      request.wholeBytes += wireBytes;
      add(request, request.wholeBytes);
    } else {
      line.remove(request);
    }
  }

  void forget(ArrivingRequest request) {
    synchronized (this) {
      request.gone = true;
      line.remove(request);
      release(request);
      served -= request.servedBytes;
      request.servedBytes = 0;
    }
    answers.remove(request);
  }

  private void add(ArrivingRequest request, long bytes) {
    if (bytes > 0 && !request.connection.cut) {
      request.bytes += bytes;
      request.connection.bytes += bytes;
      held += bytes;
      holders.add(request.connection);
    }
  }

  private void release(ArrivingRequest request) {
    if (!request.connection.cut) { // else it is released already
      held -= request.bytes;
      request.connection.bytes -= request.bytes;
      if (request.connection.bytes == 0) {
        holders.remove(request.connection);
      }
    }
    request.bytes = 0;
  }

  private void enter(ArrivingRequest request) {
    request.since = timing.nanos().getAsLong();
    line.add(request);
    if (!looking) { // one task at the timer, however many requests come
      lookIn(patience.toNanos());
    }
  }

  private Optional<ArrivingRequest> pollEldest() {
    var eldest = line.iterator();
    var request = eldest.next();
    eldest.remove();
    return Optional.of(request);
  }

  private void lookIn(long nanos) {
    looking = true;
    var _ = timing.timer().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
  }

  private void look() {
    for (var late = late(); late.isPresent(); late = late()) {
      late.flatMap(l -> l.call).ifPresent(c -> c.end(tooSlow()));
    }
  }

  private synchronized Optional<ArrivingRequest> late() {
    if (line.isEmpty()) {
      looking = false;
      return Optional.empty();
    }
    long left = line.iterator().next().since + patience.toNanos() - timing.nanos().getAsLong();
    if (left <= 0) {
      return pollEldest(); // what it holds is held until its caller has heard of its end
    }
    lookIn(left);
    return Optional.empty();
  }

  private StatusRuntimeException tooSlow() {
    return ErrorStatus.of(
        Status.Code.DEADLINE_EXCEEDED,
        "REQUEST_UNFINISHED",
        "the request has not come whole (expected: within %d ms of its headers)"
            .formatted(patience.toMillis()),
        Map.of("mostMillis", "" + patience.toMillis()));
  }

  private StatusRuntimeException tooMany() {
    return ErrorStatus.of(
        Status.Code.RESOURCE_EXHAUSTED,
        "REQUEST_UNFINISHED",
        "the request has not come whole, and its place is needed by others",
        Map.of());
  }

  @Override
  public synchronized String toString() {
    return "ArrivingRequests[%d/%d, %d and %d/%d bytes]"
        .formatted(line.size(), most, held, served, mostBytes);
  }
}
