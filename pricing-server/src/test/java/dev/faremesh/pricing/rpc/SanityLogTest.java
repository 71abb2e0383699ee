package dev.faremesh.pricing.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SanityLogTest {
  private final Logger logger = Logger.getLogger(SanityLog.class.getName());
  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord event) {
          logged.add(event.getLevel() + " " + new SimpleFormatter().formatMessage(event));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(handler);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setLevel(null);
    logger.setUseParentHandlers(true);
  }

  @Test
  void nonsenseIsLoggedWhenItBeginsAndWhenItEnds() {
    var reading = new SanityLog("demand").<Boolean>watching((cells, sane) -> read(sane));

    for (boolean sane : List.of(true, false, false, true, true, false)) {
      if (sane) {
        assertThat(reading.apply(List.of(), true)).isEmpty();
      } else {
        assertThatThrownBy(() -> reading.apply(List.of(), false)).isInstanceOf(Nonsense.class);
      }
    }

    assertThat(logged)
        .containsExactly(
            "WARNING demand answers nonsense: log: NaN (expected: -25 to 25)",
            "INFO demand answers sense again",
            "WARNING demand answers nonsense: log: NaN (expected: -25 to 25)");
  }

  private static Map<Cell, Told> read(boolean sane) {
    if (!sane) {
      throw new Nonsense(new IllegalArgumentException("log: NaN (expected: -25 to 25)"));
    }
    return Map.of();
  }
}
