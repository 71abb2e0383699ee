package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.LatLng;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.policy.Overrides;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.propagation.Acted;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.PricingServiceProto;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.supply.v1.SupplyServiceProto;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The mesh as {@code fare up --tls} runs it. */
@Timeout(240)
class TlsIT {
  private static final QuoteRideRequest RIDE =
      QuoteRideRequest.newBuilder()
          .setCity("nyc")
          .setProduct("standard")
          .setPickup(LatLng.newBuilder().setLatitude(40.7580).setLongitude(-73.9855))
          .setDropoff(LatLng.newBuilder().setLatitude(40.6413).setLongitude(-73.7781))
          .setAllowBaseFare(true)
          .build();

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String LONG =
      """
      faremesh.pricing.v1.PricingService/QuoteRide.deadline = 20s
      faremesh.supply.v1.SupplyService/GetSupply.deadline = 9s
      faremesh.supply.v1.SupplyService/GetSupply.attempts.timeout = 4s
      faremesh.supply.v1.SupplyService/GetSupply.breaker.open_for = 10s
      faremesh.demand.v1.DemandService/GetDemand.deadline = 9s
      faremesh.demand.v1.DemandService/GetDemand.attempts.timeout = 4s
      faremesh.demand.v1.DemandService/GetDemand.breaker.open_for = 10s
      """;

  private static final List<String> EDGES =
      List.of(
          "faremesh.supply.v1.SupplyService/GetSupply",
          "faremesh.demand.v1.DemandService/GetDemand");

  @TempDir private Path scratch = Path.of("");

  /**
   * Connections end soon, so that callers, and pricing-server as one, shake hands all the while.
   * Deadlines are long: this is about certificates, not about how fast a machine shakes hands.
   */
  @Test
  void certificatesAreReplacedTwentyTimesUnderLoadAndNoCallFails() throws Exception {
    var loop = EventLoop.start(1);
    var policies = Files.writeString(scratch.resolve("policies"), LONG);
    var soon =
        Map.of(
            "PRICING_POLICY_FILE", policies.toString(),
            "SUPPLY_CONNECTION_AGE", "2s",
            "DEMAND_CONNECTION_AGE", "2s",
            "PRICING_CONNECTION_AGE", "2s");
    try (var up = new FareUp(scratch, soon, Redirect.INHERIT, "--tls")) {
      var certificates = DevelopmentCertificates.of(scratch);
      var address = up.address(Peer.PRICING);
      try (var fare =
              TlsMaterial.open(certificates.files("fare"), InstantSource.system(), loop.timer());
          var load = new Callers(() -> open(address, fare, loop))) {
        load.awaitWarm();
        var pricing = load.any();
        var before = EDGES.stream().map(edge -> EdgeNumbers.of(pricing, edge)).toList();
        for (int i = 0; i < 20; i++) {
          var made = certificates.renew(Instant.now());
          var awaited = made.get("pricing-server").getSerialNumber();
          BigInteger shown;
          do {
            Pause.of(PAUSE);
            try (var fresh = open(address, fare, loop)) {
              shown = serialShownTo(fresh);
            }
          } while (!shown.equals(awaited));
        }
        load.stop();
        assertThat(load.failures()).isEmpty();
        assertThat(load.quotes()).isGreaterThan(20 * Callers.COUNT);
        assertThat(load.notLive()).isZero();
        for (int i = 0; i < EDGES.size(); i++) {
          var edge = EdgeNumbers.of(pricing, EDGES.get(i)).since(before.get(i));
          assertThat(edge.calls()).as(EDGES.get(i)).isGreaterThan(100);
          assertThat(edge.callsOk()).as("%s: %s", EDGES.get(i), edge).isEqualTo(edge.calls());
        }
      }
    } finally {
      loop.close();
    }
  }

  private MeshChannel open(String address, TlsMaterial material, EventLoop loop) {
    var policies =
        Policies.ofContracts()
            .overridden(
                Overrides.read(scratch.resolve("policies")),
                Stream.of(
                        SupplyServiceProto.getDescriptor(),
                        DemandServiceProto.getDescriptor(),
                        PricingServiceProto.getDescriptor())
                    .flatMap(contract -> contract.getServices().stream())
                    .toList());
    return MeshChannel.open(
        "pricing",
        address,
        "",
        loop,
        policies,
        Switches.allOn(),
        ChannelSettings.WHATEVER_HEALTH_SAYS.with(material.calling()));
  }

  /** Some callers, each with a connection of its own, which ask one quote after the other. */
  private static final class Callers implements AutoCloseable {
    static final int COUNT = 8;

    private final List<MeshChannel> channels = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger quotes = new AtomicInteger();
    private final AtomicInteger notLive = new AtomicInteger();
    private final Queue<StatusRuntimeException> failures = new ConcurrentLinkedQueue<>();

    Callers(Supplier<MeshChannel> channel) {
      for (int i = 0; i < COUNT; i++) {
        channels.add(channel.get());
      }
    }

    /** Starts, and waits until cold programs answer each time: from then on nothing may fail. */
    void awaitWarm() {
      for (int good = 0; good < 200; good++) {
        try {
          ask(any());
        } catch (StatusRuntimeException e) {
          good = 0;
        }
      }
      quotes.set(0);
      notLive.set(0);
      channels.forEach(each -> threads.execute(() -> askUntilOver(each.layers())));
    }

    Channel any() {
      return channels.getFirst().layers();
    }

    private void askUntilOver(Channel channel) {
      while (!over.get()) {
        try {
          ask(channel);
        } catch (StatusRuntimeException e) {
          failures.add(e);
        }
        Pause.of(PAUSE);
      }
    }

    private void ask(Channel channel) {
      var trailers = new AtomicReference<Metadata>();
      var _ =
          PricingServiceGrpc.newBlockingStub(channel)
              .withInterceptors(
                  MetadataUtils.newCaptureMetadataInterceptor(new AtomicReference<>(), trailers))
              .quoteRide(RIDE);
      quotes.incrementAndGet();
      if (trailers.get().containsKey(Acted.TRAILER)) {
        notLive.incrementAndGet();
      }
    }

    void stop() {
      over.set(true);
      threads.close();
    }

    int quotes() {
      return quotes.get();
    }

    /** Quotes on which something acted, such as a value that was known last. */
    int notLive() {
      return notLive.get();
    }

    Queue<StatusRuntimeException> failures() {
      return failures;
    }

    @Override
    public void close() {
      stop();
      channels.forEach(MeshChannel::close);
    }
  }

  /** Makes a call, which must not fail. */
  private static BigInteger serialShownTo(MeshChannel channel) {
    var shown = new CompletableFuture<BigInteger>();
    var call =
        channel
            .layers()
            .newCall(
                HealthGrpc.getCheckMethod(),
                CallOptions.DEFAULT.withDeadlineAfter(Duration.ofSeconds(20)));
    call.start(
        new ClientCall.Listener<HealthCheckResponse>() {
          private BigInteger serial = BigInteger.ZERO;

          @Override
          public void onHeaders(Metadata headers) {
            serial = serialOf(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            if (status.isOk()) {
              shown.complete(serial);
            } else {
              shown.completeExceptionally(status.asRuntimeException(trailers));
            }
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(HealthCheckRequest.getDefaultInstance());
    call.halfClose();
    return shown.join();
  }

  private static BigInteger serialOf(SSLSession session) {
    try {
      return ((X509Certificate) session.getPeerCertificates()[0]).getSerialNumber();
    } catch (SSLPeerUnverifiedException e) {
      throw new AssertionError(e);
    }
  }
}
