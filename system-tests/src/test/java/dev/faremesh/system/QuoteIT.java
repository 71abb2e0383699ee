package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.LatLng;
import com.google.type.Money;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.propagation.Acted;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.pricing.server.PricingServer;
import dev.faremesh.pricing.server.PricingSettings;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputSource;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;

/** A quote through the whole chain. */
class QuoteIT {
  private static final LatLng TIMES_SQUARE = position(40.7580, -73.9855);
  private static final LatLng AIRPORT = position(40.6413, -73.7781);

  @MeshTest
  void aQuoteIsPricedFromLiveSupplyAndDemand(MeshKind kind) {
    try (var mesh = kind.start();
        var clients = new Clients(mesh)) {
      CityFeed.drivers(clients, 5, TIMES_SQUARE);
      CityFeed.sessions(clients, 12, TIMES_SQUARE);
      var quote = quoteUntil(clients, q -> q.getMode() == PricingMode.PRICING_MODE_LIVE);

      // 12 riders in five minutes need as many drivers
      assertThat(quote.getMultiplier()).isBetween(1.5, 3.0);
      assertThat(input(quote, InputSource.INPUT_SOURCE_SUPPLY).getState())
          .isEqualTo(InputState.INPUT_STATE_LIVE);
      assertThat(input(quote, InputSource.INPUT_SOURCE_SUPPLY).getExpected()).isBetween(4.0, 6.0);
      assertThat(input(quote, InputSource.INPUT_SOURCE_DEMAND).getState())
          .isEqualTo(InputState.INPUT_STATE_LIVE);
      assertThat(input(quote, InputSource.INPUT_SOURCE_DEMAND).getExpected()).isBetween(8.0, 16.0);
      assertThat(quote.getLinesList().stream().mapToLong(line -> cents(line.getAmount())).sum())
          .isEqualTo(cents(quote.getTotal()));
    }
  }

  @MeshTest
  void twoPricingServersGiveTheSameFareForTheSameSignals(MeshKind kind) {
    try (var mesh = kind.start();
        var clients = new Clients(mesh);
        var second =
            PricingServer.start(
                new PricingSettings(
                    ServerSettings.local(0)
                        .with(new ServerSettings.Security(mesh.files("pricing-server"))),
                    mesh.address(Peer.SUPPLY),
                    mesh.address(Peer.DEMAND)),
                InstantSource.system());
        var channel = clients.open("127.0.0.1:" + second.port())) {
      CityFeed.drivers(clients, 5, TIMES_SQUARE);
      CityFeed.sessions(clients, 12, TIMES_SQUARE); // ends, and event time with it
      var one = quoteUntil(clients, q -> q.getMode() == PricingMode.PRICING_MODE_LIVE);
      var other = PricingServiceGrpc.newBlockingStub(channel.layers());
      Quote two;
      do {
        two = Clients.answered(() -> other.quoteRide(request(true))).getQuote();
      } while (two.getMode() != PricingMode.PRICING_MODE_LIVE);

      assertThat(one.getMultiplier()).isGreaterThan(1);
      assertThat(two.getInputsDigest()).isEqualTo(one.getInputsDigest());
      assertThat(two.getMultiplier()).isEqualTo(one.getMultiplier());
      assertThat(two.getLinesList()).isEqualTo(one.getLinesList());
      assertThat(two.getTotal()).isEqualTo(one.getTotal());
    }
  }

  @MeshTest
  void quotesSurviveTheLossOfDemandAndHealByThemselves(MeshKind kind) {
    try (var mesh = kind.start();
        var clients = new Clients(mesh)) {
      CityFeed.drivers(clients, 5, TIMES_SQUARE);
      CityFeed.sessions(clients, 12, TIMES_SQUARE);
      var live = quoteUntil(clients, q -> q.getMode() == PricingMode.PRICING_MODE_LIVE);

      mesh.kill(Peer.DEMAND);
      var trailers = new AtomicReference<Metadata>();
      Quote onLastKnown;
      do {
        onLastKnown = quoteWith(clients, request(true), trailers);
      } while (notesIn(trailers.get()).noneMatch(note -> note.contains("last known")));
      assertThat(notesIn(trailers.get())).anyMatch(note -> note.startsWith("demand/GetDemand: "));
      assertThat(onLastKnown.getMode()).isEqualTo(PricingMode.PRICING_MODE_LIVE); // below a minute
      assertThat(onLastKnown.getMultiplier()).isEqualTo(live.getMultiplier()).isGreaterThan(1);

      var elsewhere = request(true).toBuilder().setPickup(AIRPORT).setDropoff(TIMES_SQUARE).build();
      var degraded = clients.pricing().quoteRide(elsewhere).getQuote();
      var demand = input(degraded, InputSource.INPUT_SOURCE_DEMAND);
      assertThat(degraded.getMode()).isEqualTo(PricingMode.PRICING_MODE_BASE);
      assertThat(demand.getState()).isEqualTo(InputState.INPUT_STATE_MISSING);
      assertThat(demand.getReason()).isEqualTo("UNAVAILABLE");
      assertThat(demand.hasExpected()).isFalse();
      assertThat(input(degraded, InputSource.INPUT_SOURCE_SUPPLY).getState())
          .isEqualTo(InputState.INPUT_STATE_LIVE);
      assertThat(degraded.getMultiplier()).isEqualTo(1);
      assertThat(healthOf(clients, Peer.PRICING)).isEqualTo(ServingStatus.SERVING); // T33

      mesh.restart(Peer.DEMAND);
      var restarted =
          quoteUntil(
              clients,
              q ->
                  input(q, InputSource.INPUT_SOURCE_DEMAND).getState()
                      == InputState.INPUT_STATE_MISSING);
      assertThat(input(restarted, InputSource.INPUT_SOURCE_DEMAND).getReason())
          .isEqualTo("NOT_OBSERVED"); // it has just started, and says so
      CityFeed.sessions(clients, 4, TIMES_SQUARE);
      var healed = quoteUntil(clients, q -> q.getMode() == PricingMode.PRICING_MODE_LIVE);
      assertThat(input(healed, InputSource.INPUT_SOURCE_DEMAND).getExpected()).isBetween(2.0, 6.0);
    }
  }

  @MeshTest
  void withNothingKnownAQuoteIsRefusedOrLabelledAsTheRequestSays(MeshKind kind) {
    try (var mesh = kind.start();
        var clients = new Clients(mesh)) {
      var refused =
          Assertions.catchThrowableOfType(
              StatusRuntimeException.class, () -> clients.pricing().quoteRide(request(false)));
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(ErrorStatus.infoOf(refused).orElseThrow().getReason()).isEqualTo("INPUTS_MISSING");

      var quote = clients.pricing().quoteRide(request(true)).getQuote();
      assertThat(quote.getMode()).isEqualTo(PricingMode.PRICING_MODE_BASE);
      assertThat(quote.getInputsList())
          .extracting(Input::getState)
          .containsOnly(InputState.INPUT_STATE_MISSING);
    }
  }

  /** Asks until a quote is as expected; the test's timeout is the bound. */
  private static Quote quoteUntil(Clients clients, Predicate<Quote> expected) {
    Quote quote;
    do {
      quote = Clients.answered(() -> clients.pricing().quoteRide(request(true))).getQuote();
    } while (!expected.test(quote));
    return quote;
  }

  private static Quote quoteWith(
      Clients clients, QuoteRideRequest request, AtomicReference<Metadata> trailers) {
    return clients
        .pricing()
        .withInterceptors(
            MetadataUtils.newCaptureMetadataInterceptor(new AtomicReference<>(), trailers))
        .quoteRide(request)
        .getQuote();
  }

  private static Stream<String> notesIn(Metadata trailers) {
    var notes = trailers.getAll(Acted.TRAILER);
    return notes == null ? Stream.empty() : StreamSupport.stream(notes.spliterator(), false);
  }

  private static QuoteRideRequest request(boolean allowBaseFare) {
    return QuoteRideRequest.newBuilder()
        .setCity(CityFeed.CITY)
        .setProduct("standard")
        .setPickup(TIMES_SQUARE)
        .setDropoff(AIRPORT)
        .setAllowBaseFare(allowBaseFare)
        .build();
  }

  private static Input input(Quote quote, InputSource source) {
    return quote.getInputsList().stream()
        .filter(input -> input.getSource() == source)
        .findFirst()
        .orElseThrow();
  }

  private static ServingStatus healthOf(Clients clients, Peer peer) {
    return HealthGrpc.newBlockingStub(clients.channel(peer))
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private static LatLng position(double latitude, double longitude) {
    return LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude).build();
  }

  private static long cents(Money money) {
    return money.getUnits() * 100 + money.getNanos() / 10_000_000;
  }
}
