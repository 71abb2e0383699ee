package dev.faremesh.mesh.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final Logger LOG = Logger.getLogger(Refusals.class.getName());

  private final AtomicLong nanos = new AtomicLong();
  private final Refusals refusals = new Refusals(nanos::get);
  private final List<String> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
  }

  @Test
  void aThousandCallsThatAreRefusedAreOneLineASecond() {
    refuse(1000);
    assertThat(lines)
        .containsExactly("calls refused=1 the last of caller=spiffe://test.dev/seven method=a.B/C");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    refuse(1);
    assertThat(lines).hasSize(2).last().asString().startsWith("calls refused=1,001 ");
  }

  @Test
  void aNameDoesNotBeginAnotherLine() {
    refusals.add("seven", "a.B/C\nWARNING: all is lost\r\u001b[2J");
    assertThat(lines)
        .containsExactly(
            "calls refused=1 the last of caller=seven method=a.B/C?WARNING: all is lost??[2J");
  }

  private void refuse(int calls) {
    for (int i = 0; i < calls; i++) {
      refusals.add("spiffe://test.dev/seven", "a.B/C");
    }
  }
}
