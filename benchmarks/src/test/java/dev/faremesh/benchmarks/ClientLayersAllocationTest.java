package dev.faremesh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.grpc.Status;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes are as stable as timings are not: so they are held to a bound in every build. */
@Timeout(120)
class ClientLayersAllocationTest {
  private static final int WARM_UP = 60_000;
  private static final int CALLS = 20_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void allLayersTogetherCostAtMost600Bytes() {
    try (var calls = new InProcessCalls()) {
      bytesPerCall(calls::plain, WARM_UP);
      bytesPerCall(calls::layered, WARM_UP);
      long plain = bytesPerCall(calls::plain, CALLS);
      long layered = bytesPerCall(calls::layered, CALLS);
      assertThat(layered - plain).isBetween(1L, 600L);
    }
  }

  private long bytesPerCall(Supplier<Status> call, int times) {
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < times; i++) {
      if (!call.get().isOk()) {
        throw new IllegalStateException("a call failed (expected: OK)");
      }
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / times;
  }
}
