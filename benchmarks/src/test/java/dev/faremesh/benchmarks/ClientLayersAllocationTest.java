package dev.faremesh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.grpc.Status;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes are as stable as timings are not: so they are held to a bound in every build. */
@Timeout(120)
class ClientLayersAllocationTest {
  private static final int WARM_UP = 60_000;
  private static final int CALLS = 20_000;
  private static final int MOST_ROUNDS = 5;

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

  /**
   * Of the first round in which every call was answered. The deadline of a call is a real one:
   * where the machine stands still for longer, the call fails, and what it allocates is not what is
   * asked.
   */
  private long bytesPerCall(Supplier<Status> call, int times) {
    var failures = new ArrayList<Status>();
    while (failures.size() < MOST_ROUNDS) {
      long before = threads.getCurrentThreadAllocatedBytes();
      Status failure = firstFailure(call, times);
      if (failure.isOk()) {
        return (threads.getCurrentThreadAllocatedBytes() - before) / times;
      }
      failures.add(failure);
    }
    throw new IllegalStateException("calls failed in every round (expected: OK): " + failures);
  }

  private static Status firstFailure(Supplier<Status> call, int times) {
    var failure = Status.OK;
    for (int i = 0; i < times && failure.isOk(); i++) {
      failure = call.get();
    }
    return failure;
  }
}
