package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.LatLng;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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

  @TempDir private Path scratch = Path.of("");

  @Test
  void certificatesAreReplacedTwentyTimesUnderLoadAndNoCallFails() throws Exception {
    var loop = EventLoop.start(1);
    try (var up = new FareUp(scratch, "--tls")) {
      var certificates = DevelopmentCertificates.of(scratch);
      var address = up.address(Peer.PRICING);
      try (var fare =
              TlsMaterial.open(certificates.files("fare"), InstantSource.system(), loop.timer());
          var kept = open(address, fare, loop)) {
        var over = new AtomicBoolean();
        var quotes = CompletableFuture.supplyAsync(() -> quoteUntil(over, kept));
        for (int i = 0; i < 20; i++) {
          var made = certificates.renew(Instant.now());
          var awaited = made.get("pricing-server").getSerialNumber();
          BigInteger shown;
          do {
            try (var fresh = open(address, fare, loop)) {
              shown = serialShownTo(fresh);
            }
          } while (!shown.equals(awaited));
        }
        over.set(true);
        assertThat(quotes.join()).isPositive();
      }
    } finally {
      loop.close();
    }
  }

  private static MeshChannel open(String address, TlsMaterial material, EventLoop loop) {
    return MeshChannel.open(
        address, loop, ChannelSettings.WHATEVER_HEALTH_SAYS.with(material.calling()));
  }

  private static int quoteUntil(AtomicBoolean over, MeshChannel channel) {
    int quotes = 0;
    while (!over.get()) {
      var _ = PricingServiceGrpc.newBlockingStub(channel.layers()).quoteRide(RIDE);
      quotes++;
    }
    return quotes;
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
