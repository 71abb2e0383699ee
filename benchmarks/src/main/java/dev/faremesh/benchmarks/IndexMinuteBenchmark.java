package dev.faremesh.benchmarks;

import dev.faremesh.demand.CellNumbers;
import dev.faremesh.demand.DemandIndex;
import dev.faremesh.demand.rpc.Cells;
import dev.faremesh.demand.rpc.ContractBalance;
import dev.faremesh.supply.SupplyIndex;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an event minute costs an index: riders are expected in each of 1,387 cells, drivers are open
 * in a quarter of them, and all is pooled and smoothed. A simulated day of twelve hours has 720 of
 * each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "--enable-native-access=ALL-UNNAMED")
public class IndexMinuteBenchmark {
  private static final long MIDDLE = 0x882a100d67fffffL;
  private static final int RINGS = 21;

  private final Cells cells = Cells.warmed();
  private final long[] city =
      cells.rings(MIDDLE, RINGS).stream().flatMapToLong(Arrays::stream).toArray();
  private final Random random = new Random(1);
  private final DemandIndex demandIndex = new DemandIndex(ContractBalance.read(), cells::rings);
  private final CellNumbers riders = new CellNumbers();
  private final SupplyIndex supplyIndex =
      new SupplyIndex(dev.faremesh.supply.rpc.ContractBalance.read(), cells::rings);
  private final dev.faremesh.supply.CellNumbers drivers = new dev.faremesh.supply.CellNumbers();

  @Benchmark
  public double demand() {
    riders.clear();
    for (long cell : city) {
      riders.add(cell, random.nextDouble());
    }
    demandIndex.tick(riders);
    return demandIndex.at(MIDDLE);
  }

  @Benchmark
  public double supply() {
    drivers.clear();
    for (long cell : city) {
      int open = random.nextInt(8) - 5;
      if (open > 0) {
        drivers.add(cell, open);
      }
    }
    supplyIndex.tick(drivers);
    return supplyIndex.at(MIDDLE);
  }
}
