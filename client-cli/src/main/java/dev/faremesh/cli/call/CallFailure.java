package dev.faremesh.cli.call;

import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;

/**
 * A call that failed, as a person reads it.
 *
 * @param reason the constant that the server gave; empty when no server answered
 * @param server name and target of the server, when they are known
 */
public record CallFailure(
    Status.Code code, Optional<String> reason, String message, Optional<String> server) {
  /** What grpc says of a server that hangs up without a word. */
  private static final String HUNG_UP = "Network closed for unknown reason";

  /** The failed call among a failure and its causes. */
  public static Optional<CallFailure> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case io.grpc.StatusRuntimeException e -> {
          return Optional.of(of(e, e.getStatus(), Optional.ofNullable(e.getTrailers())));
        }
        case io.grpc.StatusException e -> {
          return Optional.of(of(e, e.getStatus(), Optional.ofNullable(e.getTrailers())));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static CallFailure of(Throwable failure, Status status, Optional<Metadata> trailers) {
    var reason = ErrorStatus.infoOf(failure).map(ErrorInfo::getReason);
    return new CallFailure(
        status.getCode(),
        reason,
        reason.isPresent() ? descriptionOf(status) : transportMessage(status),
        trailers.flatMap(t -> Optional.ofNullable(t.get(ServerName.KEY))));
  }

  /** What grpc says when no server of ours answered is for people who debug grpc. */
  private static String transportMessage(Status status) {
    if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return "no answer in time";
    }
    Throwable root = status.getCause();
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    return root == null || root.getMessage() == null ? descriptionOf(status) : root.getMessage();
  }

  private static String descriptionOf(Status status) {
    var description = status.getDescription();
    return description == null ? "no description" : description;
  }

  /** What the process ends with: 64 and the number of the gRPC code. */
  public int exitCode() {
    return 64 + code.value();
  }

  private boolean unreachable() {
    return reason.isEmpty() && code == Status.Code.UNAVAILABLE;
  }

  /** Code, reason and message, on one line. */
  public String summary() {
    return "%s%s: %s"
        .formatted(code, reason.map(r -> " " + r).orElse(""), message.replaceAll("\\s+", " "));
  }

  /** The summary, the server, and what to do when that is known, on one line. */
  public String line() {
    return summary() + server.map(s -> " (" + s + ")").orElse("") + (unreachable() ? hint() : "");
  }

  private String hint() {
    return message.equals(HUNG_UP)
        ? ": does it want TLS? call it with --tls, or with --tls-ca FILE"
        : ": is it running? start the mesh with: fare up";
  }
}
