package dev.faremesh.mesh.server;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Lets a line of gRPC or Netty into a log at most once in a second. Each handshake that fails, and
 * each message that does not parse, is one, with a stack: any stranger could fill a disk with them.
 */
final class TransportLog implements Filter {
  private static final String TRANSPORT = "io.grpc.";
  private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final AtomicLong next;

  TransportLog(LongSupplier nanos) {
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
  }

  /** Bounds what this process logs, unless its operator has set filters. */
  static void bound() {
    Arrays.stream(Logger.getLogger("").getHandlers())
        .filter(handler -> handler.getFilter() == null)
        .forEach(handler -> handler.setFilter(new TransportLog(System::nanoTime)));
  }

  @Override
  public boolean isLoggable(LogRecord line) {
    var from = line.getLoggerName();
    if (from == null || !from.startsWith(TRANSPORT)) {
      return true;
    }
    long due = next.get();
    long now = nanos.getAsLong();
    return now - due >= 0 && next.compareAndSet(due, now + GAP_NANOS);
  }
}
