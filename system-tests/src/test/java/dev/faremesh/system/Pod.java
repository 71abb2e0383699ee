package dev.faremesh.system;

import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.system.PodManifest.Probe;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process that is probed and stopped as a kubelet does it with a pod.
 *
 * @param port of its calls
 * @param healthPort of its probes
 * @param loop for probes
 */
record Pod(PodManifest manifest, int port, int healthPort, Process process, EventLoop loop) {
  private static final Duration MOST = Duration.ofSeconds(90);

  /** Waits until it has been ready, in a row, for a time. */
  void awaitReady(Duration time) {
    awaitStarted();
    var probe = manifest.readiness();
    long end = System.nanoTime() + MOST.toNanos();
    boolean ready = false;
    long since = 0;
    int failures = 0;
    while (System.nanoTime() < end) {
      if (yes(probe)) {
        since = ready ? since : System.nanoTime();
        ready = true;
        failures = 0;
      } else {
        ready &= ++failures < probe.failures();
      }
      var left = ready ? time.minusNanos(System.nanoTime() - since) : probe.period();
      if (!left.isPositive()) {
        return;
      }
      Pause.of(left.compareTo(probe.period()) < 0 ? left : probe.period());
    }
    throw new IllegalStateException("not ready for %s (expected: within %s)".formatted(time, MOST));
  }

  private void awaitStarted() {
    var probe = manifest.startup();
    for (int failures = 0; failures < probe.failures(); failures++) {
      if (yes(probe)) {
        return;
      }
      Pause.of(probe.period());
    }
    throw new IllegalStateException("not started (expected: as " + probe + " wants it)");
  }

  private boolean yes(Probe probe) {
    if (!process.isAlive()) {
      throw new IllegalStateException("exit code " + process.exitValue() + " (expected: it runs)");
    }
    var question = HealthCheckRequest.newBuilder().setService(probe.service()).build();
    try (var channel = MeshChannel.open("127.0.0.1:" + healthPort, loop)) {
      var answer =
          HealthGrpc.newBlockingStub(channel.layers())
              .withDeadlineAfter(probe.timeout().toMillis(), TimeUnit.MILLISECONDS)
              .check(question);
      return answer.getStatus() == ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /** Lets it stop, and waits for its end, which may take no longer than the manifest grants. */
  void stop() {
    Pause.of(manifest.preStop());
    process.destroy();
    try {
      var left = manifest.grace().minus(manifest.preStop());
      if (!process.waitFor(left.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("runs (expected: ended in " + manifest.grace() + ")");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }
}
