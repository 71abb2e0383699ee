package dev.faremesh.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class CallFailureTest {

  @Test
  void reasonIsTheServers() {
    var error =
        ErrorStatus.of(Status.Code.FAILED_PRECONDITION, "RIDE_STATE_CONFLICT", "is over", Map.of());

    var failure = CallFailure.of(new CompletionException(error)).orElseThrow();

    assertThat(failure.line()).isEqualTo("FAILED_PRECONDITION RIDE_STATE_CONFLICT: is over");
    assertThat(failure.exitCode()).isEqualTo(73);
  }

  @Test
  void connectionThatCannotBeHadSaysWhyAndWhatToDo() {
    var cause = new IOException("outer", new IOException("no route to host"));
    var trailers = new Metadata();
    trailers.put(ServerName.KEY, "supply s:7");
    var error =
        Status.UNAVAILABLE.withDescription("io exception").withCause(cause).asException(trailers);

    assertThat(CallFailure.of(error).orElseThrow().line())
        .isEqualTo(
            "UNAVAILABLE: no route to host (supply s:7): is it running? start the mesh with: fare"
                + " up");
  }

  @Test
  void unavailableServerThatAnsweredIsRunning() {
    var error = ErrorStatus.of(Status.Code.UNAVAILABLE, "INPUTS_MISSING", "no input", Map.of());

    assertThat(CallFailure.of(error).orElseThrow().line())
        .isEqualTo("UNAVAILABLE INPUTS_MISSING: no input");
  }

  @Test
  void messageOfSeveralLinesIsPutOnOne() {
    var error = Status.INTERNAL.withDescription("first\n  second").asRuntimeException();

    assertThat(CallFailure.of(error).orElseThrow().line()).isEqualTo("INTERNAL: first second");
  }

  @Test
  void otherFailuresAreNoCalls() {
    assertThat(CallFailure.of(new IOException("disk full"))).isEmpty();
  }
}
