package dev.faremesh.cli.replay;

import dev.faremesh.mesh.stream.Rejected;
import dev.faremesh.mesh.stream.ReportHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What a fake heard on its report streams. */
final class Recorded<Q> implements ReportHandler<Q> {
  /** What becomes of a message: throws if it is not taken. */
  @FunctionalInterface
  interface Verdict<Q> {
    void on(Q message) throws Rejected;
  }

  final List<Q> messages = new CopyOnWriteArrayList<>();
  final AtomicInteger ended = new AtomicInteger();
  final AtomicInteger lost = new AtomicInteger();
  volatile Verdict<Q> verdict = message -> {};

  <T> List<T> only(Function<Q, List<T>> part) {
    return messages.stream().flatMap(message -> part.apply(message).stream()).toList();
  }

  @Override
  public void take(Q message) throws Rejected {
    messages.add(message);
    verdict.on(message);
  }

  @Override
  public void ended() {
    ended.incrementAndGet();
  }

  @Override
  public void lost() {
    lost.incrementAndGet();
  }
}
