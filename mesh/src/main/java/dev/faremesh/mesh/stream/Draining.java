package dev.faremesh.mesh.stream;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/** How a server that stops ends the streams that would never end. */
public final class Draining {
  private Draining() {}

  /** UNAVAILABLE DRAINING, which tells the client to come back. */
  public static StatusRuntimeException error() {
    return ErrorStatus.of(
        Status.Code.UNAVAILABLE, "DRAINING", "this server is stopping: come back", Map.of());
  }
}
