package dev.faremesh.system;

import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What {@code fare up --tls --restart} runs. While a server is meant to be dead, {@code fare up} is
 * stopped: it would start it again.
 */
final class UpMesh implements ProcessesMesh {
  private final Path dataDir;
  private final DevelopmentCertificates certificates;
  private final FareUp up;

  static UpMesh soonReady() {
    return new UpMesh(FareUp.SOON_READY);
  }

  /** With servers that are not ready before they are fast. */
  static UpMesh rehearsed() {
    return new UpMesh(Map.of());
  }

  private UpMesh(Map<String, String> environment) {
    try {
      dataDir = Files.createTempDirectory("up");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    certificates = DevelopmentCertificates.of(dataDir);
    up = new FareUp(dataDir, environment, Redirect.INHERIT, "--tls", "--restart");
  }

  @Override
  public String address(Peer peer) {
    return up.address(peer);
  }

  @Override
  public Optional<TlsFiles> files(String member) {
    return Optional.of(certificates.files(member));
  }

  @Override
  public void kill(Peer peer) {
    Signal.STOP.to(up.process().toHandle());
    server(peer).destroyForcibly();
    while (listens(peer)) {
      Thread.onSpinWait(); // it ends, and nobody can be told of the end of another's child
    }
  }

  @Override
  public void signal(Peer peer, Signal signal) {
    signal.to(server(peer));
  }

  private ProcessHandle server(Peer peer) {
    var jar = Project.jar(peer.program()).toString();
    return up.process()
        .children()
        .filter(child -> child.info().commandLine().filter(line -> line.contains(jar)).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private boolean listens(Peer peer) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port(peer))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private int port(Peer peer) {
    return Integer.parseInt(address(peer).substring(address(peer).lastIndexOf(':') + 1));
  }

  @Override
  public void restart(Peer peer) {
    Signal.CONT.to(up.process().toHandle());
    var loop = EventLoop.start(1);
    try (var own =
            TlsMaterial.open(certificates.files("fare"), InstantSource.system(), loop.timer());
        var channel =
            MeshChannel.open(
                address(peer), loop, ChannelSettings.DEFAULT.with(own.calling()))) { // SERVING
      while (!answers(channel)) {
        Thread.onSpinWait();
      }
    } finally {
      loop.close();
    }
  }

  private static boolean answers(MeshChannel channel) {
    try {
      var _ =
          HealthGrpc.newBlockingStub(channel.layers())
              .withWaitForReady()
              .withDeadlineAfter(60, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      return false; // the connection that it waited for broke again
    }
  }

  @Override
  public void close() {
    Signal.CONT.to(up.process().toHandle()); // what is stopped cannot end
    up.process().children().forEach(Signal.CONT::to);
    up.close();
    try (var files = Files.walk(dataDir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
