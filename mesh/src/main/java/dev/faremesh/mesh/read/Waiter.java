package dev.faremesh.mesh.read;

import dev.faremesh.mesh.call.MethodState;
import dev.faremesh.mesh.propagation.Acted;
import dev.faremesh.mesh.read.Reading.Fresh;
import dev.faremesh.mesh.read.Reading.LastKnown;
import dev.faremesh.mesh.read.Reading.Missing;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Status;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One read that waits for a batch, in the context of its reader. Ends once, on whichever thread is
 * first: what comes later is dropped. What follows on its end runs in the reader's context.
 */
final class Waiter<K, V> implements Context.CancellationListener {
  private final MethodState method;
  private final Collection<K> keys;
  private final boolean lastKnownWillDo;
  private final Patience patience;
  private final Context context = Context.current();
  private final CompletableFuture<Reading<K, V>> stage = new CompletableFuture<>();
  private @Nullable Runnable leaving;
  private boolean over;

  Waiter(MethodState method, Collection<K> keys, boolean lastKnownWillDo, Patience patience) {
    this.method = method;
    this.keys = keys;
    this.lastKnownWillDo = lastKnownWillDo;
    this.patience = patience;
  }

  Collection<K> keys() {
    return keys;
  }

  boolean lastKnownWillDo() {
    return lastKnownWillDo;
  }

  Patience patience() {
    return patience;
  }

  CompletionStage<Reading<K, V>> stage() {
    return stage;
  }

  synchronized boolean over() {
    return over;
  }

  /**
   * Ends when the reader's context does.
   *
   * @param leaving runs then
   */
  void listen(Runnable leaving) {
    this.leaving = leaving;
    if (context.isCancelled()) {
      cancelled(context);
      return;
    }
    context.addListener(this, Runnable::run);
    if (over()) { // before the listener was there to be removed
      context.removeListener(this);
    }
  }

  @Override
  public void cancelled(Context cancelled) {
    if (end()) {
      if (leaving != null) {
        leaving.run();
      }
      var failure = Contexts.statusFromCancelled(context).asRuntimeException();
      context.run(() -> stage.completeExceptionally(failure));
    }
  }

  /**
   * Ends with what a call brought.
   *
   * @param shared with another read
   */
  void fresh(Fresh<K, V> reading, boolean shared) {
    if (end()) {
      method.reads().fresh(shared);
      context.run(() -> stage.complete(reading));
    }
  }

  void lastKnown(LastKnown<K, V> reading) {
    if (end()) {
      method.reads().lastKnown(reading.age());
      Acted.note(
          context,
          () -> "%s: last known, %d ms old".formatted(method.name(), reading.age().toMillis()));
      context.run(() -> stage.complete(reading));
    }
  }

  /** Ends with nothing: false when it had ended. */
  boolean missing(Status status) {
    if (!end()) {
      return false;
    }
    method.reads().missing();
    context.run(() -> stage.complete(new Missing<>(status)));
    return true;
  }

  private boolean end() {
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
    }
    context.removeListener(this);
    return true;
  }
}
