package dev.faremesh.mesh.access;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Optional;

/** The one shape of PERMISSION_DENIED, whatever the reason: who may not call what. */
public final class Denial {
  /** A caller may ask for a name of thousands of characters: trailers have no room for it. */
  private static final int SHOWN = 256;

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
    return ErrorStatus.of(
        Status.Code.PERMISSION_DENIED,
        reason,
        "%s may not call %s (expected: %s)".formatted(shown(caller), shown(method), expected),
        Map.of("method", shown(method), "caller", shown(caller)));
  }

  static String shown(String name) {
    return name.substring(0, Math.min(SHOWN, name.length()));
  }

  /** Ends a call before it has begun. */
  public static <Q> ServerCall.Listener<Q> close(
      ServerCall<Q, ?> call, StatusRuntimeException error) {
    call.close(
        error.getStatus(), Optional.ofNullable(error.getTrailers()).orElseGet(Metadata::new));
    return new ServerCall.Listener<>() {};
  }
}
