package dev.faremesh.mesh.call;

import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;
import java.util.Set;

/**
 * What the end of an attempt says of the callee. This is the one table of it; every protection that
 * counts reads it here.
 */
public enum Verdict {
  /** The callee answered, be it that the request was wrong. */
  SUCCESS,
  /** The callee failed, was too slow, or could not be reached. */
  FAILURE,
  /** Says nothing of the callee: the caller gave up, or another protection turned the call away. */
  IGNORED;

  private static final Set<String> ORDERLY_ENDS = Set.of("DRAINING", "STREAM_AGED", "STREAM_IDLE");

  /**
   * Reads the table.
   *
   * @param fairShare the callee had all the time that its contract grants an attempt, or could not
   *     be reached for as long
   */
  static Verdict of(Status status, Metadata trailers, boolean fairShare) {
    if (Rejection.in(trailers)) {
      return IGNORED; // our own, or one that the callee relays
    }
    return switch (status.getCode()) {
      case OK,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          PERMISSION_DENIED,
          UNAUTHENTICATED,
          UNIMPLEMENTED -> // a callee of another version did answer
          SUCCESS;
      case CANCELLED -> IGNORED;
      case DEADLINE_EXCEEDED -> fairShare ? FAILURE : IGNORED;
      case RESOURCE_EXHAUSTED -> aboutSize(status, trailers) ? IGNORED : FAILURE;
      case UNAVAILABLE -> aboutLifecycle(status, trailers) ? IGNORED : FAILURE;
      case INTERNAL, UNKNOWN, DATA_LOSS -> FAILURE;
    };
  }

  /** A message over a limit, which grpc reports with the code of overload. */
  static boolean aboutSize(Status status, Metadata trailers) {
    return reasonIn(status, trailers).equals("MESSAGE_TOO_LARGE")
        || descriptionOf(status).contains("message exceeds maximum size")
        || descriptionOf(status).contains("message too large");
  }

  /** A connection or a server that ended in order, as they do in every rollout. */
  static boolean aboutLifecycle(Status status, Metadata trailers) {
    var description = descriptionOf(status);
    return ORDERLY_ENDS.contains(reasonIn(status, trailers))
        || description.contains("GOAWAY closed buffered stream")
        || (description.contains("GOAWAY") && description.contains("NO_ERROR"));
  }

  private static String reasonIn(Status status, Metadata trailers) {
    return ErrorStatus.infoOf(status, trailers).map(ErrorInfo::getReason).orElse("");
  }

  private static String descriptionOf(Status status) {
    return Optional.ofNullable(status.getDescription()).orElse("");
  }
}
