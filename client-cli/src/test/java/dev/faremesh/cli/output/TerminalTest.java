package dev.faremesh.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {

  @Test
  void colourIsForPeopleWhoDidNotDeclineIt() {
    assertThat(terminal(true, Map.of()).coloured()).isTrue();
    assertThat(terminal(true, Map.of("NO_COLOR", "")).coloured()).isTrue();
    assertThat(terminal(true, Map.of("NO_COLOR", "1")).coloured()).isFalse();
    assertThat(terminal(true, Map.of("TERM", "dumb")).coloured()).isFalse();
    assertThat(terminal(false, Map.of()).coloured()).isFalse();
  }

  @Test
  void terminalWithoutColourIsStillLive() {
    assertThat(terminal(true, Map.of("NO_COLOR", "1")).live()).isTrue();
  }

  private static Terminal terminal(boolean live, Map<String, String> environment) {
    var nowhere = new PrintWriter(PrintWriter.nullWriter());
    return Terminal.of(nowhere, nowhere, live, environment);
  }
}
