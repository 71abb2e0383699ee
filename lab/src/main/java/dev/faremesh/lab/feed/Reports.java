package dev.faremesh.lab.feed;

import io.grpc.stub.StreamObserver;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stream of reports to one server, opened anew when it breaks off. What is told while there is
 * none is lost, as with phones that have no network. Used by one thread; the answers come on
 * others.
 *
 * @param <Q> a report
 * @param <R> its acknowledgement
 */
final class Reports<Q, R> {
  private final Function<StreamObserver<R>, StreamObserver<Q>> method;
  private @Nullable StreamObserver<Q> out;
  private volatile boolean broken = true;

  Reports(Function<StreamObserver<R>, StreamObserver<Q>> method) {
    this.method = method;
  }

  /** Whether the next message must be a header. */
  boolean broken() {
    return broken;
  }

  /** Opens the stream. */
  void open(Q header) {
    broken = false;
    out = method.apply(new Listener());
    out.onNext(header);
  }

  /** Tells something, if there is a stream. */
  void tell(Q report) {
    if (out != null && !broken) {
      out.onNext(report);
    }
  }

  private final class Listener implements StreamObserver<R> {
    @Override
    public void onNext(R acknowledgement) {}

    @Override
    public void onError(Throwable failure) {
      broken = true;
    }

    @Override
    public void onCompleted() {
      broken = true;
    }
  }
}
