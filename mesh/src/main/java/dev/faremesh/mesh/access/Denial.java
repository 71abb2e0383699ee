package dev.faremesh.mesh.access;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/** The one shape of PERMISSION_DENIED, whatever the reason: who may not call what. */
public final class Denial {
  private Denial() {}

  /**
   * As an error.
   *
   * @param caller by what the server tells it from others
   * @param method its full name
   * @param expected who or what would have been let in
   */
  public static StatusRuntimeException of(
      String reason, String caller, String method, String expected) {
    var who = ErrorStatus.shown(caller);
    var what = ErrorStatus.shown(method);
    return ErrorStatus.of(
        Status.Code.PERMISSION_DENIED,
        reason,
        "%s may not call %s (expected: %s)".formatted(who, what, expected),
        Map.of("method", what, "caller", who));
  }

  /** Ends a call before it has begun. */
  public static <Q> ServerCall.Listener<Q> close(
      ServerCall<Q, ?> call, StatusRuntimeException error) {
    ErrorStatus.close(call, error);
    return new ServerCall.Listener<>() {};
  }
}
