package dev.faremesh.pricing.rpc;

import dev.faremesh.mesh.propagation.Criticality;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What a scripted server does with questions, until the test says otherwise. */
public final class Script<Q, R> {
  private final Queue<Q> questions = new ConcurrentLinkedQueue<>();
  private final Set<Criticality> criticalities = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Q> silenced = new CompletableFuture<>();
  private final CompletableFuture<Q> cancelled = new CompletableFuture<>();
  private volatile BiConsumer<Q, StreamObserver<R>> action = this::hold;

  public void answer(Function<Q, R> answer) {
    action =
        (question, out) -> {
          out.onNext(answer.apply(question));
          out.onCompleted();
        };
  }

  public void fail(Status status) {
    action = (question, out) -> out.onError(status.asRuntimeException());
  }

  /** Never answers. */
  public void staySilent() {
    action = this::hold;
  }

  /** The questions so far. */
  public List<Q> questions() {
    return List.copyOf(questions);
  }

  /** The first question that got silence for an answer. */
  public CompletableFuture<Q> silenced() {
    return silenced;
  }

  /** The first question that was taken back. */
  public CompletableFuture<Q> cancelled() {
    return cancelled;
  }

  /** How critical those were that asked. */
  public Set<Criticality> criticalities() {
    return criticalities;
  }

  void play(Q question, StreamObserver<R> out) {
    questions.add(question);
    criticalities.add(Criticality.current());
    action.accept(question, out);
  }

  private void hold(Q question, StreamObserver<R> out) {
    ((ServerCallStreamObserver<R>) out).setOnCancelHandler(() -> cancelled.complete(question));
    silenced.complete(question);
  }
}
