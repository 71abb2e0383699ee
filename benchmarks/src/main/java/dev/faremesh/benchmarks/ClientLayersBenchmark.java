package dev.faremesh.benchmarks;

import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the layers of an outgoing call cost: the same call over the in-process transport with all of
 * them, with a deadline alone, and turned away by an open breaker. Run with {@code -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class ClientLayersBenchmark {
  private final InProcessCalls calls = new InProcessCalls();
  private final InProcessCalls toBroken = new InProcessCalls();

  @Setup(Level.Trial)
  public void openBreaker() {
    toBroken.breakCallee();
    for (int i = 0; i < 100; i++) {
      var _ = toBroken.layered();
    }
  }

  @Benchmark
  public Status deadlineAlone() {
    return calls.plain();
  }

  @Benchmark
  public Status allLayers() {
    return calls.layered();
  }

  /** But for two probes a second. */
  @Benchmark
  public Status rejectedByBreaker() {
    return toBroken.layered();
  }

  @TearDown(Level.Trial)
  public void close() {
    calls.close();
    toBroken.close();
  }
}
