package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a client sees of a stream, as text. */
abstract class StreamEvents<R> implements StreamObserver<R> {
  final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  abstract String textOf(R message);

  /** The next event; waits for it. */
  String next() throws InterruptedException {
    return String.valueOf(events.poll(20, TimeUnit.SECONDS));
  }

  @Override
  public void onNext(R message) {
    events.add(textOf(message));
  }

  @Override
  public void onError(Throwable failure) {
    var status = Status.fromThrowable(failure);
    var reason = ErrorStatus.infoOf(failure).map(info -> " " + info.getReason()).orElse("");
    events.add(status.getCode() + reason + " " + status.getDescription());
  }

  @Override
  public void onCompleted() {
    events.add("completed");
  }
}
