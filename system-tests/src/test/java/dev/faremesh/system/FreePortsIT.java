package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class FreePortsIT {
  @Test
  void aPortThatIsGivenOutIsNoneThatAnOutgoingConnectionMayGet() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var outgoing = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
      for (int i = 0; i < 100; i++) {
        assertThat(FreePorts.next()).isBetween(1_024, outgoing.getLocalPort() - 1);
      }
    }
  }

  @Test
  void aPortIsGivenOutOnceBeforeItIsTaken() {
    assertThat(FreePorts.next()).isNotEqualTo(FreePorts.next());
  }
}
