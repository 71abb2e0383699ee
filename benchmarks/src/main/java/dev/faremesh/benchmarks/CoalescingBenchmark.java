package dev.faremesh.benchmarks;

import dev.faremesh.mesh.read.Reader;
import dev.faremesh.mesh.read.Reading;
import dev.faremesh.supply.v1.GetSupplyResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one read of seven cells costs when 64 of them come in one run of the event loop and share a
 * call, against each making its own. Fails when the 64 are not one call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class CoalescingBenchmark {
  private static final int READERS = 64;
  private static final List<String> CELLS = List.of("a", "b", "c", "d", "e", "f", "g");

  private final InProcessCalls calls = new InProcessCalls();
  private final Queue<Runnable> loop = new ArrayDeque<>();
  private final Reader<String, String, GetSupplyResponse> reader = calls.reader(loop::add);

  @Benchmark
  @OperationsPerInvocation(READERS)
  public void together(Blackhole blackhole) {
    long before = calls.served();
    for (int i = 0; i < READERS; i++) {
      consume(blackhole);
    }
    runLoop();
    if (calls.served() != before + 1) {
      throw new IllegalStateException("calls: %d (expected: 1)".formatted(calls.served() - before));
    }
  }

  @Benchmark
  public void alone(Blackhole blackhole) {
    consume(blackhole);
    runLoop();
  }

  private void consume(Blackhole blackhole) {
    var _ =
        reader
            .read("nyc", CELLS)
            .thenAccept(reading -> {
              if (!(reading instanceof Reading.Fresh<String, GetSupplyResponse>)) {
                throw new IllegalStateException(reading + " (expected: fresh)");
              }
              blackhole.consume(reading);
            });
  }

  private void runLoop() {
    for (var task = loop.poll(); task != null; task = loop.poll()) {
      task.run();
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    calls.close();
  }
}
