package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.propagation.Acted;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.propagation.RetryOwner;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PropagationLayerTest {
  private final LayeredServer server = new LayeredServer(new Noting());
  private final AtomicReference<Metadata> trailers = new AtomicReference<>();
  private final EchoServiceGrpc.EchoServiceBlockingStub stub =
      EchoServiceGrpc.newBlockingStub(server.client)
          .withDeadlineAfter(Duration.ofSeconds(20))
          .withInterceptors(
              MetadataUtils.newCaptureMetadataInterceptor(new AtomicReference<>(), trailers));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whatActedOnACallIsInItsTrailers() {
    assertThat(stub.echo(text("seven")).getText()).startsWith("seven");
    assertThat(trailers.get().getAll(Acted.TRAILER))
        .containsExactly(
            "supply/GetSupply: attempt 2", "demand/GetDemand: last known, 3200 ms old");
  }

  @Test
  void orInThoseOfItsError() {
    for (String failure : new String[] {"throw", "fail"}) {
      var error =
          catchThrowableOfType(StatusRuntimeException.class, () -> stub.echo(text(failure)));
      var trailersOfError = Optional.ofNullable(error.getTrailers()).orElseThrow();
      assertThat(trailersOfError.getAll(Acted.TRAILER)).hasSize(2);
    }
  }

  @Test
  void aCallWithoutAWordIsThePublicsAndCritical() {
    assertThat(stub.echo(text("seven")).getText()).isEqualTo("seven from '', CRITICAL, false");
  }

  @Test
  void whatTheCallerSaysCounts() {
    var headers = new Metadata();
    Caller.tell(headers, "pricing-server");
    Criticality.SHEDDABLE.tell(headers);
    RetryOwner.claim(headers);
    var told = stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    assertThat(told.echo(text("eleven")).getText())
        .isEqualTo("eleven from 'pricing-server', SHEDDABLE, true");
  }

  private static EchoRequest text(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }

  private static final class Noting extends HeldEcho {
    @Override
    public void echo(EchoRequest request, StreamObserver<EchoResponse> out) {
      Acted.note(Context.current(), () -> "supply/GetSupply: attempt 2");
      Acted.note(Context.current(), () -> "demand/GetDemand: last known, 3200 ms old");
      var said =
          "%s from '%s', %s, %s"
              .formatted(
                  request.getText(), Caller.current(), Criticality.current(), RetryOwner.above());
      boolean failing = request.getText().equals("fail") || request.getText().equals("throw");
      super.echo(failing ? request : text(said), out);
    }
  }
}
