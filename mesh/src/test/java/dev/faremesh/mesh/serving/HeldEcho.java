package dev.faremesh.mesh.serving;

import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Holds the calls whose text is {@code hold} until a test answers them. */
class HeldEcho extends EchoServiceGrpc.EchoServiceImplBase {
  private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();

  /** A call that waits for its answer, and the context that it is served in. */
  record Held(StreamObserver<EchoResponse> out, Context context) {
    void answer() {
      out.onNext(EchoResponse.newBuilder().setText("at last").build());
      out.onCompleted();
    }
  }

  /** The next call that is held; waits for it. */
  Held next() throws InterruptedException {
    return Optional.ofNullable(held.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  /** The next call that is held, if there is one. */
  Optional<Held> nextIfAny() {
    return Optional.ofNullable(held.poll());
  }

  @Override
  public void echo(EchoRequest request, StreamObserver<EchoResponse> out) {
    switch (request.getText()) {
      case "hold" -> held.add(new Held(out, Context.current()));
      case "fail" -> out.onError(Status.ABORTED.asRuntimeException());
      case "throw" -> throw new IllegalStateException("as it was told");
      default -> {
        out.onNext(EchoResponse.newBuilder().setText(request.getText()).build());
        out.onCompleted();
      }
    }
  }

  @Override
  public void echoFreely(EchoRequest request, StreamObserver<EchoResponse> out) {
    echo(request, out);
  }

  @Override
  public void guarded(EchoRequest request, StreamObserver<EchoResponse> out) {
    echo(request, out);
  }
}
