package dev.faremesh.pricing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Knows the drivers of a market. */
@FunctionalInterface
public interface SupplySource {
  /**
   * Drivers expected to be available per cell over a horizon: open ones, and likely drop-offs.
   *
   * <p>Must not block. The stage never fails: what could not be had is {@link Signal.Missing}. It
   * completes on a thread of the source's choice, which then goes on with the quote.
   *
   * @param cells at least one, at most 1000, each once
   * @param horizon in event time
   */
  CompletionStage<Signal<CellCounts>> of(Market market, List<Cell> cells, Duration horizon);
}
