package dev.faremesh.mesh;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import java.util.Optional;

/**
 * Errors as AIP-193 wants them: a gRPC status that carries exactly one {@link ErrorInfo}, whose
 * reason a client can switch on.
 */
public final class ErrorStatus {
  /** Who defines the reasons. */
  public static final String DOMAIN = "faremesh.dev";

  /** Characters. What a caller sent may be longer than trailers have room for. */
  private static final int SHOWN = 256;

  private ErrorStatus() {}

  /**
   * An error to throw from a handler, or to pass to {@code onError}.
   *
   * @param reason a constant in UPPER_SNAKE_CASE, at most 63 characters
   * @param message what was wrong, value and expectation, for a person
   * @param metadata the values in the message, by lowerCamelCase names
   */
  public static StatusRuntimeException of(
      Status.Code code, String reason, String message, Map<String, String> metadata) {
    var info =
        ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason).putAllMetadata(metadata).build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(Any.pack(info))
            .build());
  }

  /** Ends a call with an error. */
  public static void close(ServerCall<?, ?> call, StatusRuntimeException error) {
    call.close(
        error.getStatus(), Optional.ofNullable(error.getTrailers()).orElseGet(Metadata::new));
  }

  /** As much of a name as an error shows: callers choose names of thousands of characters. */
  public static String shown(String name) {
    return name.substring(0, Math.min(SHOWN, name.length()));
  }

  /** The ErrorInfo of a failed call, however deep in the causes its status is. */
  public static Optional<ErrorInfo> infoOf(Throwable failure) {
    return Optional.ofNullable(StatusProto.fromThrowable(failure)).flatMap(ErrorStatus::infoIn);
  }

  /** The ErrorInfo of a call that closed. */
  public static Optional<ErrorInfo> infoOf(Status status, Metadata trailers) {
    return Optional.ofNullable(StatusProto.fromStatusAndTrailers(status, trailers))
        .flatMap(ErrorStatus::infoIn);
  }

  private static Optional<ErrorInfo> infoIn(com.google.rpc.Status status) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return Optional.of(detail.unpack(ErrorInfo.class));
        } catch (InvalidProtocolBufferException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
