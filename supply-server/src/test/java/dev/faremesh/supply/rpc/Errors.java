package dev.faremesh.supply.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every error of the server is held to. */
final class Errors {
  private Errors() {}

  /** The call fails with a code, and exactly one ErrorInfo with a reason. */
  static ErrorInfo assertFails(ThrowingCallable call, Status.Code code, String reason) {
    return assertError(catchThrowable(call), code, reason);
  }

  /** A failed call has a code, and exactly one ErrorInfo with a reason. */
  static ErrorInfo assertError(Throwable failure, Status.Code code, String reason) {
    assertThat(failure).as("a failure").isNotNull();
    assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(code);
    var status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
    assertThat(status.getDetailsList()).hasSize(1);
    var info = ErrorStatus.infoOf(failure).orElseThrow();
    assertThat(info.getReason()).isEqualTo(reason);
    return info;
  }
}
