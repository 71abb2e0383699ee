package dev.faremesh.mesh.read;

import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.test.v1.LookupRequest;
import dev.faremesh.test.v1.LookupResponse;
import dev.faremesh.test.v1.LookupServiceGrpc;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real server on a free port, which answers each word with its length, or holds its answer. */
final class WordServer extends LookupServiceGrpc.LookupServiceImplBase implements AutoCloseable {
  /** A call as it arrived. */
  record Served(
      LookupRequest request,
      Criticality criticality,
      Optional<Deadline> deadline,
      StreamObserver<LookupResponse> out) {
    void answer() {
      var answer = LookupResponse.newBuilder();
      request.getWordsList().forEach(word -> answer.addNumbers(word.length()));
      out.onNext(answer.build());
      out.onCompleted();
    }
  }

  final List<Served> served = new CopyOnWriteArrayList<>();
  final CompletableFuture<Served> held = new CompletableFuture<>();
  final CompletableFuture<Served> cancelled = new CompletableFuture<>();
  volatile boolean holds;
  private final MeshServer server =
      MeshNode.start("words", ServerSettings.local(0))
          .serve(
              failure -> Optional.empty(),
              RequestValidator.warmed(List.of(LookupRequest.getDescriptor())),
              List.of(this))
          .ready();

  String address() {
    return "127.0.0.1:" + server.port();
  }

  @Override
  public void lookup(LookupRequest request, StreamObserver<LookupResponse> out) {
    var call =
        new Served(
            request,
            Criticality.current(),
            Optional.ofNullable(Context.current().getDeadline()),
            out);
    served.add(call);
    if (!holds) {
      call.answer();
      return;
    }
    ((ServerCallStreamObserver<LookupResponse>) out)
        .setOnCancelHandler(() -> cancelled.complete(call));
    held.complete(call);
  }

  @Override
  public void close() {
    server.close();
  }
}
