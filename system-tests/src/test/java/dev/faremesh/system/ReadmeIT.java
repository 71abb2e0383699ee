package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the README shows is what happens. */
@Timeout(300)
class ReadmeIT {
  @Test
  void itsCommandsDoWhatItSays() {
    for (int port = 50_051; port <= 50_053; port++) {
      int needed = port;
      assumeTrue(free(port), () -> "port " + needed + ", which the README names, is taken");
    }
    var readme = Command.run(List.of("bash", ".ci/readme", "./fare"));
    assertThat(readme.exitCode()).as(readme.out() + readme.err()).isZero();
    assertThat(readme.out()).contains("commands do what it says");
  }

  private static boolean free(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
