package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class TransportLogTest {
  private final AtomicLong nanos = new AtomicLong();
  private final TransportLog log = new TransportLog(nanos::get);

  @Test
  void aThousandHandshakesThatFailAreOneLineASecond() {
    assertThat(linesOf(1000, "io.grpc.netty.shaded.io.grpc.netty.NettyServerTransport"))
        .isEqualTo(1);
    nanos.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(linesOf(1000, "io.grpc.internal.SerializingExecutor")).isZero();
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(linesOf(1000, "io.grpc.internal.SerializingExecutor")).isEqualTo(1);
  }

  @Test
  void allOthersPass() {
    assertThat(linesOf(1000, "dev.faremesh.mesh.call.Breaker")).isEqualTo(1000);
    assertThat(linesOf(1000, "")).isEqualTo(1000);
  }

  private long linesOf(int records, String logger) {
    long lines = 0;
    for (int i = 0; i < records; i++) {
      var line = new LogRecord(Level.SEVERE, "said");
      line.setLoggerName(logger);
      lines += log.isLoggable(line) ? 1 : 0;
    }
    return lines;
  }
}
