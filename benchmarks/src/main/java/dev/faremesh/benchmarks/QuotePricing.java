package dev.faremesh.benchmarks;

import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCount;
import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.CrowFlyRouter;
import dev.faremesh.pricing.Freshness;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.Quote;
import dev.faremesh.pricing.QuoteRequest;
import dev.faremesh.pricing.Quoter;
import dev.faremesh.pricing.Signal;
import dev.faremesh.pricing.SurgePolicy;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.Trip;
import dev.faremesh.pricing.rpc.BalanceOption;
import dev.faremesh.pricing.store.TariffFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to price one trip from signals in hand: the cells of the pickup, their multipliers,
 * blend and limits, the reasons in words, route, fare and quote. The bound is 20 us.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class QuotePricing {
  private static final Position PICKUP = new Position(40.7580, -73.9855);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final QuoteRequest REQUEST =
      new QuoteRequest(
          new Market("nyc", "standard"), new Trip(PICKUP, new Position(40.6413, -73.7781)), false);

  /** Whether demand is live, or lost so that the multiplier of the first quote holds. */
  @Param({"live", "lost"})
  private String demand = "live";

  private final Signal<CellCounts> drivers = live(2.3, 0.1);
  private Signal<CellCounts> riders = live(2.7, 0.15);
  private static final Tariffs TARIFFS = TariffFormat.builtIn();

  private final Quoter quoter =
      new Quoter(
          (market, cells, horizon) -> CompletableFuture.completedStage(drivers),
          (market, cells, horizon) -> CompletableFuture.completedStage(riders),
          new SurgePolicy(BalanceOption.standard(), InstantSource.system()),
          () -> TARIFFS,
          new CrowFlyRouter(),
          InstantSource.system(),
          () -> "quote");

  @Setup
  public void quoteOnce() {
    priceOneTrip();
    if (demand.equals("lost")) {
      riders = new Signal.Missing<>("UNAVAILABLE");
    }
  }

  @Benchmark
  public Quote priceOneTrip() {
    return quoter.quote(REQUEST).toCompletableFuture().join();
  }

  private static Signal<CellCounts> live(double log, double step) {
    Map<Cell, CellCount> counts = new HashMap<>();
    List<Cell> cells = Cell.at(PICKUP).neighbourhood();
    for (int i = 0; i < cells.size(); i++) {
      counts.put(cells.get(i), new CellCount(4, log + i * step));
    }
    return new Signal.Live<>(
        new CellCounts(counts), new Freshness(NOON, Duration.ofSeconds(5), 0.9));
  }
}
