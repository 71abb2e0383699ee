package dev.faremesh.pricing.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How calls are refused. */
final class Refusals {
  private Refusals() {}

  /** Asserts that a call fails with a code and exactly one ErrorInfo, which is returned. */
  static ErrorInfo refusal(Status.Code code, String reason, ThrowingCallable call) {
    var failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure).as("the failure of the call").isNotNull();
    assertThat(failure.getStatus().getCode()).isEqualTo(code);
    assertThat(requireNonNull(StatusProto.fromThrowable(failure)).getDetailsList())
        .filteredOn(detail -> detail.is(ErrorInfo.class))
        .hasSize(1);
    var info = ErrorStatus.infoOf(failure).orElseThrow();
    assertThat(info.getReason()).isEqualTo(reason);
    assertThat(info.getDomain()).isEqualTo("faremesh.dev");
    return info;
  }
}
