package dev.faremesh.lab.relay;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import dev.faremesh.lab.v1.RelayRequest;
import dev.faremesh.lab.v1.RelayResponse;
import dev.faremesh.lab.v1.RelayServiceGrpc;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.policy.Contract;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.policy.Traffic;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Real relays that ask each other over Netty. They have more patience than their contract gives
 * them, so that a busy machine fails no test, and make one attempt.
 */
final class RelayChain implements AutoCloseable {
  static final ServerSettings PATIENT =
      ServerSettings.local(0)
          .with(new ServerSettings.Drain(Duration.ZERO, Duration.ofSeconds(20)))
          .with(new ServerSettings.Controls(false, true))
          .with(
              Policies.ofContracts()
                  .with(
                      new Contract(
                          RelayServiceGrpc.getRelayMethod().getFullMethodName(),
                          Optional.of(
                              new Policy(
                                  Duration.ofSeconds(20),
                                  Optional.empty(),
                                  Optional.empty(),
                                  Optional.empty(),
                                  Optional.of(new Policy.LastKnown(Duration.ofHours(1), 100)))),
                          true,
                          Traffic.UNKNOWN)));

  private final Map<String, MeshServer> relays = new HashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Deque<ManagedChannel> channels = new ArrayDeque<>();

  /** Says where a server is that is no relay of ours. */
  RelayChain with(String name, int port) {
    ports.put(name, port);
    return this;
  }

  /** Starts a relay that asks others, started before. */
  RelayChain start(String name, String... dependsOn) {
    return start(name, 1, dependsOn);
  }

  RelayChain start(String name, int naiveAttempts, String... dependsOn) {
    List<Dependency> dependencies =
        Stream.of(dependsOn).map(other -> new Dependency(other, address(other))).toList();
    var relay = RelayServer.start(new RelaySettings(PATIENT, dependencies, naiveAttempts));
    relays.put(name, relay);
    ports.put(name, relay.port());
    return this;
  }

  MeshServer relay(String name) {
    return Objects.requireNonNull(relays.get(name), name);
  }

  void stop(String name) {
    relay(name).close(); // a second time, in the end, does nothing
  }

  String address(String name) {
    return "127.0.0.1:" + ports.get(name);
  }

  ManagedChannel channelTo(String name) {
    var channel =
        NettyChannelBuilder.forTarget(address(name)).usePlaintext().directExecutor().build();
    channels.push(channel);
    return channel;
  }

  RelayResponse ask(String name, String key) {
    return RelayServiceGrpc.newBlockingStub(channelTo(name)).relay(request(key));
  }

  /** Asks for what fails. */
  ErrorInfo failure(String name, String key) {
    return ErrorStatus.infoOf(
            catchThrowableOfType(StatusRuntimeException.class, () -> ask(name, key)))
        .orElseThrow();
  }

  static RelayRequest request(String key) {
    return RelayRequest.newBuilder().setKey(key).build();
  }

  static RelayResponse answer(int hops, int stale) {
    return RelayResponse.newBuilder().setHops(hops).setStale(stale).build();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    relays.values().forEach(MeshServer::close);
  }
}
