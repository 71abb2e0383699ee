package dev.faremesh.benchmarks;

import dev.faremesh.supply.CellOutlook;
import dev.faremesh.supply.DriverReport;
import dev.faremesh.supply.DriverState;
import dev.faremesh.supply.ReportRefused;
import dev.faremesh.supply.SupplyBook;
import dev.faremesh.supply.rpc.ContractBalance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a read of seven cells costs, as a quote makes it, among few and among a million drivers. The
 * claim is that the two are the same: a read costs what is asked and never what is known.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx1g")
public class SupplyReadBenchmark {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HORIZON = Duration.ofMinutes(5);
  private static final int CITY_CELLS = 1000;
  private static final long[] NEIGHBOURHOOD = {0, 1, 2, 3, 4, 5, 6};

  /** Drivers known, spread over a thousand cells, with leases of 10 to 69 seconds. */
  @Param({"10000", "1000000"})
  private int drivers;

  private final SupplyBook book =
      new SupplyBook(
          ContractBalance.read(),
          (cell, _) -> List.of(new long[] {cell}, new long[0], new long[0]));

  @Setup(Level.Trial)
  public void report() throws ReportRefused {
    for (int i = 0; i < drivers; i++) {
      var report =
          new DriverReport(
              "driver-" + i,
              "standard",
              i % CITY_CELLS,
              DriverState.OPEN,
              NOW,
              Duration.ofSeconds(10 + i % 60),
              Optional.empty());
      book.report(report, NOW, NOW);
    }
  }

  @Benchmark
  public Optional<List<CellOutlook>> readSevenCells() {
    return book.look("standard", NEIGHBOURHOOD, HORIZON, NOW);
  }
}
