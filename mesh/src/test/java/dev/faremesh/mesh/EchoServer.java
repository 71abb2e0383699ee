package dev.faremesh.mesh;

import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.stream.Rejected;
import dev.faremesh.mesh.stream.ReportHandler;
import dev.faremesh.mesh.stream.Reporters;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A real server on a free port, whose handler does what the text of the request says. */
public final class EchoServer implements AutoCloseable {
  /** What the handler of {@code fail-in-domain} throws. */
  public static final class DomainFailure extends RuntimeException {}

  private static final ErrorMapping ERRORS =
      failure ->
          failure instanceof DomainFailure
              ? Optional.of(
                  ErrorStatus.of(Status.Code.NOT_FOUND, "ECHO_LOST", "no echo", Map.of("a", "b")))
              : Optional.empty();

  public final MeshNode node;
  public final List<String> reported = new CopyOnWriteArrayList<>();
  public final CompletableFuture<StreamObserver<EchoResponse>> waiting = new CompletableFuture<>();
  public final AtomicLong value = new AtomicLong();
  public volatile Deadline deadline = Deadline.after(0, java.util.concurrent.TimeUnit.SECONDS);
  private final Watchers watchers;
  public final RequestValidator validator =
      RequestValidator.warmed(List.of(EchoRequest.getDescriptor()));
  private final Reporters reporters = new Reporters(validator);
  public final MeshServer server;

  public EchoServer() {
    this(ServerSettings.local(0));
  }

  public EchoServer(ServerSettings settings) {
    this(settings, AccessRules.NONE);
  }

  public EchoServer(ServerSettings settings, AccessRules rules) {
    node = MeshNode.start("echo-server", settings, rules);
    watchers = new Watchers(node.loop().timer(), 2);
    server =
        node.serve(ERRORS, validator, List.of(new Echo()))
            .onDrain(watchers::close)
            .onDrain(reporters::close);
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Echo extends EchoServiceGrpc.EchoServiceImplBase {
    @Override
    public void echo(EchoRequest request, StreamObserver<EchoResponse> out) {
      deadline = Optional.ofNullable(Context.current().getDeadline()).orElse(deadline);
      switch (request.getText()) {
        case "fail-in-domain" -> throw new DomainFailure();
        case "fail-in-domain-later" -> out.onError(new DomainFailure());
        case "fail-unexpectedly" -> throw new IllegalStateException("secret of the server");
        case "fail-bare" ->
            out.onError(Status.ABORTED.withDescription("bare").asRuntimeException());
        case "fail-twice" -> {
          out.onNext(EchoResponse.newBuilder().setText("once").build());
          out.onCompleted();
          throw new DomainFailure();
        }
        case "never" -> {}
        case "wait" -> waiting.complete(out);
        default -> {
          out.onNext(EchoResponse.newBuilder().setText(request.getText()).build());
          out.onCompleted();
        }
      }
    }

    @Override
    public void echoSoon(EchoRequest request, StreamObserver<EchoResponse> out) {
      echo(request, out);
    }

    @Override
    public void echoFreely(EchoRequest request, StreamObserver<EchoResponse> out) {
      echo(request, out);
    }

    @Override
    public StreamObserver<EchoRequest> report(StreamObserver<EchoResponse> out) {
      return reporters.serve(
          out,
          new Reports(),
          (sequence, rejection) ->
              EchoResponse.newBuilder()
                  .setNumber(sequence)
                  .setText(
                      rejection.map(r -> r.info().getReason() + ": " + r.getMessage()).orElse("ok"))
                  .build());
    }

    @Override
    public void watch(EchoRequest request, StreamObserver<EchoResponse> out) {
      var sent = new AtomicLong();
      watchers.watch(
          out,
          Duration.ofMillis(1),
          () -> {
            if (value.get() < 0) {
              return CompletableFuture.failedFuture(new DomainFailure());
            }
            long now = value.get();
            return CompletableFuture.completedFuture(
                sent.getAndSet(now) == now
                    ? Optional.empty()
                    : Optional.of(EchoResponse.newBuilder().setNumber(now).build()));
          });
    }
  }

  private final class Reports implements ReportHandler<EchoRequest> {
    @Override
    public void take(EchoRequest message) throws Rejected {
      if (message.getText().equals("bad")) {
        throw new Rejected("TOO_BAD", "was bad");
      }
      if (message.getText().equals("end")) {
        throw ErrorStatus.of(Status.Code.FAILED_PRECONDITION, "ENDED", "was told to", Map.of());
      }
      reported.add(message.getText());
    }

    @Override
    public void ended() {
      reported.add("<ended>");
    }

    @Override
    public void lost() {
      reported.add("<lost>");
    }
  }
}
