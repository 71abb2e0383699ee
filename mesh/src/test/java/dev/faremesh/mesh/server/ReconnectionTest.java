package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.ManualTimer;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReconnectionTest {
  private static final long MILLI = 1_000_000;

  private final ManualTimer timer = new ManualTimer();
  private final Connections connections = new Connections();
  private final Reconnection reconnection = Reconnection.of(connections, timer, this::nanos);

  @Test
  void whatIsLostIsAttemptedEverySecondThoughTheStateStaysTheSame() {
    connections.become(ConnectivityState.TRANSIENT_FAILURE);
    timer.advance(Duration.ofSeconds(7));
    assertThat(connections.attempts).isEqualTo(7);
  }

  @Test
  void oneLostAddressOfManyIsAttemptedWhileTheChannelIsReady() {
    connections.become(ConnectivityState.READY);
    timer.advance(Duration.ofSeconds(11));
    assertThat(connections.attempts).isEqualTo(11);
  }

  @Test
  void aChannelThatIsShutDownIsLeftAlone() {
    connections.become(ConnectivityState.SHUTDOWN);
    timer.advance(Duration.ofSeconds(2));
    assertThat(timer.pending()).isZero();
  }

  @Test
  void aProbeCutsTheWaitShortOnceASecond() {
    timer.advance(Duration.ofMillis(300));
    reconnection.hurry();
    reconnection.hurry();
    timer.advance(Duration.ofMillis(600));
    reconnection.hurry();
    timer.advance(Duration.ZERO);
    assertThat(connections.attempts).isEqualTo(1);
    timer.advance(Duration.ofMillis(500)); // passes the attempt that comes every second
    assertThat(connections.attempts).isEqualTo(2);
    reconnection.hurry();
    timer.advance(Duration.ZERO);
    assertThat(connections.attempts).isEqualTo(3);
  }

  @Test
  void aProbeDoesNotReconnectOnTheThreadOfTheBreaker() {
    reconnection.hurry();
    assertThat(connections.attempts).isZero();
  }

  @Test
  void notReadyBeginsWithTheFirstAttemptAndLastsThroughFailures() {
    timer.advance(Duration.ofMillis(70));
    assertThat(reconnection.notReadyNanos()).isZero(); // idle
    connections.become(ConnectivityState.CONNECTING);
    timer.advance(Duration.ofMillis(7));
    assertThat(reconnection.notReadyNanos()).isEqualTo(7 * MILLI);
    connections.become(ConnectivityState.TRANSIENT_FAILURE);
    timer.advance(Duration.ofMillis(4));
    assertThat(reconnection.notReadyNanos()).isEqualTo(11 * MILLI);
    connections.become(ConnectivityState.READY);
    timer.advance(Duration.ofMillis(13));
    assertThat(reconnection.notReadyNanos()).isZero();
  }

  @Test
  void notReadyBeginsAnewWhenAReadyConnectionIsLost() {
    connections.become(ConnectivityState.CONNECTING);
    timer.advance(Duration.ofMillis(7));
    connections.become(ConnectivityState.READY);
    timer.advance(Duration.ofMillis(11));
    connections.become(ConnectivityState.CONNECTING);
    timer.advance(Duration.ofMillis(13));
    assertThat(reconnection.notReadyNanos()).isEqualTo(13 * MILLI);
  }

  @Test
  void aChannelThatIsIdleOrShutDownIsNotNotReady() {
    connections.become(ConnectivityState.TRANSIENT_FAILURE);
    connections.become(ConnectivityState.IDLE);
    timer.advance(Duration.ofMillis(7));
    assertThat(reconnection.notReadyNanos()).isZero();
    connections.become(ConnectivityState.CONNECTING);
    connections.become(ConnectivityState.SHUTDOWN);
    timer.advance(Duration.ofMillis(11));
    assertThat(reconnection.notReadyNanos()).isZero();
    assertThat(reconnection.state()).isEqualTo("SHUTDOWN");
  }

  private long nanos() {
    return Duration.between(Instant.EPOCH, timer.instant()).toNanos();
  }

  /** A channel whose state a test sets. */
  private static final class Connections extends ManagedChannel {
    private int attempts;
    private ConnectivityState state = ConnectivityState.IDLE;
    private Optional<Runnable> watcher = Optional.empty();

    void become(ConnectivityState state) {
      this.state = state;
      var told = watcher;
      watcher = Optional.empty();
      told.ifPresent(Runnable::run);
    }

    @Override
    public void resetConnectBackoff() {
      attempts++;
    }

    @Override
    public ConnectivityState getState(boolean requestConnection) {
      return state;
    }

    @Override
    public void notifyWhenStateChanged(ConnectivityState source, Runnable callback) {
      assertThat(source).isEqualTo(state);
      watcher = Optional.of(callback);
    }

    @Override
    public boolean isShutdown() {
      return state == ConnectivityState.SHUTDOWN;
    }

    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String authority() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ManagedChannel shutdown() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ManagedChannel shutdownNow() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isTerminated() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      throw new UnsupportedOperationException();
    }
  }
}
