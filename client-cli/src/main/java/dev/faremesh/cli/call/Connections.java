package dev.faremesh.cli.call;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.DemandServiceGrpc.DemandServiceBlockingStub;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.PricingServiceGrpc.PricingServiceBlockingStub;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc.SupplyServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.AbstractStub;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The servers that a verb talks to. Connections are opened when they are first asked for, and
 * closed with this. Blocking stubs may be used by any thread but the event loop's; this itself by
 * one thread.
 */
public final class Connections implements AutoCloseable {
  private final TargetOptions options;
  private final EventLoop loop;
  private final Optional<TlsMaterial> tls;
  private final Map<Peer, MeshChannel> channels = new EnumMap<>(Peer.class);
  private final Map<Peer, Channel> named = new EnumMap<>(Peer.class);

  private Connections(TargetOptions options, EventLoop loop, Optional<TlsMaterial> tls) {
    this.options = options;
    this.loop = loop;
    this.tls = tls;
  }

  /**
   * Opens nothing yet.
   *
   * @throws IllegalArgumentException when something is wrong with a certificate
   */
  public static Connections to(TargetOptions options) {
    var files = options.tls();
    var loop = EventLoop.start(1);
    try {
      return new Connections(
          options, loop, files.map(f -> TlsMaterial.open(f, InstantSource.system(), loop.timer())));
    } catch (IllegalArgumentException e) {
      loop.close();
      throw e;
    }
  }

  /**
   * A stub for one call, which must answer within the deadline from now on.
   *
   * @throws StatusRuntimeException when the server cannot be reached
   */
  public SupplyServiceBlockingStub supply() {
    return bounded(SupplyServiceGrpc.newBlockingStub(connected(Peer.SUPPLY)));
  }

  /** Likewise. */
  public DemandServiceBlockingStub demand() {
    return bounded(DemandServiceGrpc.newBlockingStub(connected(Peer.DEMAND)));
  }

  /** Likewise. */
  public PricingServiceBlockingStub pricing() {
    return bounded(PricingServiceGrpc.newBlockingStub(connected(Peer.PRICING)));
  }

  /** Gives a stub the deadline, from now on. */
  public <S extends AbstractStub<S>> S bounded(S stub) {
    return stub.withDeadlineAfter(options.deadline().toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * A channel whose first call was answered already: a cold JVM takes longer to make one than many
   * a contract allows.
   *
   * @throws StatusRuntimeException when the server cannot be reached
   */
  public Channel connected(Peer peer) {
    if (channels.containsKey(peer)) {
      return channel(peer);
    }
    var channel = channel(peer);
    try {
      var _ =
          bounded(HealthGrpc.newBlockingStub(channel))
              .check(HealthCheckRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      switch (e.getStatus().getCode()) {
        case UNAVAILABLE, DEADLINE_EXCEEDED -> throw e;
        default -> {} // it answered
      }
    }
    return channel;
  }

  /** A channel as it is: it connects when it is first used. */
  public Channel channel(Peer peer) {
    return named.computeIfAbsent(
        peer,
        p -> {
          var target = options.target(p);
          var channel = MeshChannel.open(target, loop, settings());
          channels.put(p, channel);
          return ClientInterceptors.interceptForward(channel.layers(), new ServerName(p, target));
        });
  }

  private ChannelSettings settings() {
    var settings = ChannelSettings.WHATEVER_HEALTH_SAYS;
    return tls.map(TlsMaterial::calling).map(settings::with).orElse(settings);
  }

  @Override
  public void close() {
    channels.values().forEach(MeshChannel::close);
    tls.ifPresent(TlsMaterial::close);
    loop.close();
  }
}
