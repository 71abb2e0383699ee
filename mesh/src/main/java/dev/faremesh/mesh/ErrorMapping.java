package dev.faremesh.mesh;

import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** How the exceptions of a domain, which knows no gRPC, read as errors. */
@FunctionalInterface
public interface ErrorMapping {
  /** The error to answer with, or empty when the exception is not one of the domain's. */
  Optional<StatusRuntimeException> map(Throwable failure);
}
