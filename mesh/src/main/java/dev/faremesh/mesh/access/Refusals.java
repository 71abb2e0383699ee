package dev.faremesh.mesh.access;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What a log says of the calls that are refused: one line in a second at most, with how many there
 * were and what the last was. Nothing that a caller sent is in it but the name of the method.
 */
final class Refusals {
  private static final Logger LOG = System.getLogger(Refusals.class.getName());
  private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private long next;
  private long refused;

  Refusals(LongSupplier nanos) {
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  /**
   * One more.
   *
   * @param caller who its certificate says that it is
   */
  void add(String caller, String method) {
    long soFar;
    synchronized (this) {
      refused++;
      long now = nanos.getAsLong();
      if (now - next < 0) {
        return;
      }
      next = now + GAP_NANOS;
      soFar = refused;
    }
    LOG.log(
        Level.WARNING,
        "calls refused={0} the last of caller={1} method={2}",
        soFar,
        printable(caller),
        printable(method));
  }

  /** A name that is chosen by a stranger must not end a line and begin another. */
  private static String printable(String name) {
    return name.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
