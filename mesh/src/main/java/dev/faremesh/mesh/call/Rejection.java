package dev.faremesh.mesh.call;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A call that a protection turned away without sending it. It says so in its trailers, which travel
 * with it when a server relays it, so that nobody up the chain counts it against the server that
 * relayed it, and with a pushback of -1, so that nobody tries it again. Made once and used often:
 * to be turned away must be cheap.
 */
public final class Rejection {
  /** Which protection it was. */
  public static final Metadata.Key<String> REJECTED_BY =
      Metadata.Key.of("faremesh-rejected-by", Metadata.ASCII_STRING_MARSHALLER);

  /** How long to wait before another attempt, in milliseconds; negative: make none (gRFC A6). */
  public static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private final String protection;
  private final Status status;
  private final Metadata trailers;

  private Rejection(String protection, Status status, Metadata trailers) {
    this.protection = protection;
    this.status = status;
    this.trailers = trailers;
  }

  /**
   * A rejection.
   *
   * @param protection that rejects, such as {@code breaker}
   * @param reason of the ErrorInfo
   */
  public static Rejection by(String protection, Status.Code code, String reason, String message) {
    var error = ErrorStatus.of(code, reason, message, Map.of("protection", protection));
    var trailers = Optional.ofNullable(error.getTrailers()).orElseGet(Metadata::new);
    trailers.put(REJECTED_BY, protection);
    trailers.put(PUSHBACK, "-1");
    return new Rejection(protection, error.getStatus().withCause(null), trailers);
  }

  /** Which protection it was. */
  String protection() {
    return protection;
  }

  public Status status() {
    return status;
  }

  /** Trailers of the caller's own: what it adds, no other rejection has. */
  public Metadata trailers() {
    var copy = new Metadata();
    copy.merge(trailers);
    return copy;
  }

  /** Likewise, saying when another attempt is worth its while. */
  public Metadata trailers(Duration wait) {
    var trailers = trailers();
    trailers.discardAll(PUSHBACK);
    trailers.put(PUSHBACK, "" + wait.plusMillis(1).minusNanos(1).toMillis());
    return trailers;
  }

  static boolean in(Metadata trailers) {
    return trailers.containsKey(REJECTED_BY);
  }

  /** The server's word on when to try again, in milliseconds: empty when it said nothing. */
  static Optional<Long> pushbackIn(Metadata trailers) {
    var pushback = trailers.get(PUSHBACK);
    if (pushback == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(pushback));
    } catch (NumberFormatException e) {
      return Optional.of(-1L); // gRFC A6: what cannot be read means: do not retry
    }
  }
}
