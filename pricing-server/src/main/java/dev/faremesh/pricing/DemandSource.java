package dev.faremesh.pricing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Knows the riders of a market. */
@FunctionalInterface
public interface DemandSource {
  /**
   * Riders expected per cell over a horizon: sessions to come, and requests that are still open.
   *
   * <p>Must not block. The stage never fails: what could not be had is {@link Signal.Missing}. It
   * completes on a thread of the source's choice, which then goes on with the quote.
   *
   * @param cells at least one, at most 1000, each once
   * @param horizon in event time
   */
  CompletionStage<Signal<CellCounts>> of(Market market, List<Cell> cells, Duration horizon);
}
