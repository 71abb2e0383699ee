package dev.faremesh.mesh.server;

import static dev.faremesh.mesh.http2.Http2.END_HEADERS;
import static dev.faremesh.mesh.http2.Http2.HEADERS;
import static dev.faremesh.mesh.http2.Http2.call;
import static dev.faremesh.mesh.http2.Http2.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.serving.ConnectionPolicy;
import dev.faremesh.mesh.serving.ServingPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** More connections than a server bears, while a caller that has one calls on. */
@Timeout(60)
class ConnectionLimitTest {
  private static final int MOST = 16;
  private static final int MOST_OF_ONE_ADDRESS = 8;

  private static final Logger REFUSALS = Logger.getLogger(ConnectionLimit.class.getName());

  private final EchoServer server =
      new EchoServer(
          ServerSettings.local(0)
              .with(
                  ServingPolicy.DEFAULT.with(
                      ConnectionPolicy.DEFAULT.with(MOST, Duration.ofMinutes(5)))));
  private final int port = server.server.port();
  private final CalmCaller calm = new CalmCaller(port);

  @BeforeEach
  void logNoRefusals() {
    REFUSALS.setLevel(Level.OFF);
  }

  @AfterEach
  void stop() {
    calm.close();
    server.close();
    REFUSALS.setLevel(null);
  }

  @Test
  void oneAddressHoldsHalfOfTheConnections() throws IOException {
    var held = new ArrayList<RawClient>();
    try {
      hold(held, MOST_OF_ONE_ADDRESS - 1); // and that of the calm one
      calm.callDuring(() -> {
        for (int i = 0; i < 100; i++) {
          try (var client = new RawClient(port)) {
            assertThat(client.awaitEnd()).isEmpty();
          }
        }
      });
      for (RawClient client : held) {
        assertThat(client.isBorne()).isTrue();
      }
    } finally {
      close(held);
    }
    awaitGreeting("127.0.0.1");
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "others have one loopback address")
  @Test
  void otherAddressesMayConnectUntilAllAreTaken() throws IOException {
    var held = new ArrayList<RawClient>();
    try {
      hold(held, MOST_OF_ONE_ADDRESS - 1);
      for (int i = 0; i < MOST - MOST_OF_ONE_ADDRESS; i++) {
        held.add(new RawClient("127.0.0.2", port).greet());
      }
      try (var client = new RawClient("127.0.0.3", port)) {
        assertThat(client.awaitEnd()).isEmpty();
      }
      calm.call();
    } finally {
      close(held);
    }
    awaitGreeting("127.0.0.3");
  }

  /** Each with a call that has not said all, so that none is idle. */
  private void hold(List<RawClient> held, int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      var client = new RawClient(port).greet();
      held.add(client);
      client.send(frame(HEADERS, END_HEADERS, 1, call("faremesh.test.v1.EchoService/EchoFreely")));
    }
  }

  private static void close(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }

  /** Ends take a moment to be seen. */
  private void awaitGreeting(String from) {
    boolean greeted = false;
    while (!greeted) {
      try (var client = new RawClient(from, port)) {
        greeted = client.greet().isBorne();
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
  }
}
