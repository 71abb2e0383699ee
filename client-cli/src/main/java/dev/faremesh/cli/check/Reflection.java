package dev.faremesh.cli.check;

import dev.faremesh.cli.call.Connections;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks a server what it offers, by gRPC's reflection. */
final class Reflection {
  private Reflection() {}

  /**
   * The full names of the server's services.
   *
   * @throws StatusRuntimeException when it does not answer, or not with a list
   */
  static List<String> services(Channel channel, Connections connections) {
    var answer = new Answer();
    var requests =
        connections.bounded(ServerReflectionGrpc.newStub(channel)).serverReflectionInfo(answer);
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    requests.onCompleted();
    try {
      return answer.services.join();
    } catch (CompletionException e) {
      throw Status.fromThrowable(e).asRuntimeException();
    }
  }

  /** Keeps the one answer to the one question. The deadline of the call ends every wait for it. */
  private static final class Answer implements StreamObserver<ServerReflectionResponse> {
    private final CompletableFuture<List<String>> services = new CompletableFuture<>();

    @Override
    public void onNext(ServerReflectionResponse response) {
      services.complete(
          response.getListServicesResponse().getServiceList().stream()
              .map(ServiceResponse::getName)
              .toList());
    }

    @Override
    public void onError(Throwable failure) {
      services.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      services.completeExceptionally(
          Status.INTERNAL.withDescription("ended without an answer").asRuntimeException());
    }
  }
}
