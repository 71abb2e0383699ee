package dev.faremesh.pricing.rpc;

import dev.faremesh.pricing.Cell;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/** Says when a source begins to answer what cannot be, and when it ends to. */
final class SanityLog {
  private static final Logger LOG = System.getLogger(SanityLog.class.getName());

  private final String source;
  private final AtomicBoolean sane = new AtomicBoolean(true);

  /**
   * A source that has answered nothing yet.
   *
   * @param source its name
   */
  SanityLog(String source) {
    this.source = source;
  }

  /** The same reading of answers, watched. */
  <R> BiFunction<List<Cell>, R, Map<Cell, Told>> watching(
      BiFunction<List<Cell>, R, Map<Cell, Told>> reading) {
    return (cells, answer) -> {
      try {
        var told = reading.apply(cells, answer);
        if (sane.compareAndSet(false, true)) {
          LOG.log(Level.INFO, "{0} answers sense again", source);
        }
        return told;
      } catch (Nonsense e) {
        if (sane.compareAndSet(true, false)) {
          LOG.log(Level.WARNING, "{0} answers nonsense: {1}", source, e.getMessage());
        }
        throw e;
      }
    };
  }
}
