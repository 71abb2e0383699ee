package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.JsonFormat;
import com.google.rpc.ErrorInfo;
import com.google.type.LatLng;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A quote that is made by one server, and redeemed at another that asks nobody. */
class QuotedRideIT {
  private static final LatLng TIMES_SQUARE = position(40.7580, -73.9855);
  private static final LatLng AIRPORT = position(40.6413, -73.7781);

  @MeshTest
  void aQuoteBooksOneRideAtItsFare(MeshKind kind) {
    try (var mesh = kind.start();
        var clients = new Clients(mesh)) {
      var quote = quote(clients, "ana");
      mesh.kill(Peer.PRICING); // demand-server does not need it

      var request = request(quote, "ana").build();
      var ride = Clients.answered(() -> clients.demand().requestRide(request)).getRide();
      assertThat(ride.getQuoteId()).isEqualTo(quote.getQuoteId());
      assertThat(ride.getFare()).isEqualTo(quote.getTotal());
      assertThat(Clients.answered(() -> clients.demand().requestRide(request)).getRide())
          .isEqualTo(ride);

      var again = refused(clients, request(quote, "ana"), Status.Code.FAILED_PRECONDITION);
      assertThat(again.getReason()).isEqualTo("QUOTE_REDEEMED");
      assertThat(again.getMetadataMap()).containsEntry("rideId", ride.getRideId());
    }
  }

  @MeshTest
  void aQuoteIsForItsRiderAndUnchanged(MeshKind kind) {
    try (var mesh = kind.start();
        var clients = new Clients(mesh)) {
      var quote = quote(clients, "ana");

      var stolen = refused(clients, request(quote, "bo"), Status.Code.FAILED_PRECONDITION);
      assertThat(stolen.getReason()).isEqualTo("QUOTE_MISMATCH");
      assertThat(stolen.getMetadataMap()).containsEntry("field", "rider_id");

      var token = quote.getToken();
      char other = token.charAt(100) == 'x' ? 'y' : 'x';
      var changed = token.substring(0, 100) + other + token.substring(101);
      var forged =
          refused(
              clients, request(quote, "ana").setQuoteToken(changed), Status.Code.INVALID_ARGUMENT);
      assertThat(forged.getReason()).isEqualTo("QUOTE_INVALID");
    }
  }

  @MeshTest
  void aQuoteOutlivesTheServerThatMadeIt(MeshKind kind) {
    try (var mesh = kind.start();
        var clients = new Clients(mesh)) {
      var quote = quote(clients, "ana");
      mesh.kill(Peer.PRICING);
      mesh.restart(Peer.PRICING);

      var held = quoteRequest("ana").setQuoteToken(quote.getToken()).build();
      assertThat(
              Clients.answered(() -> clients.pricing().withWaitForReady().quoteRide(held))
                  .getQuote())
          .isEqualTo(quote);
    }
  }

  /** As a person does it: with the client as it is shipped, and the keys that it made. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Timeout(180)
  void aQuoteIsBookedAndAuditedFromTheCommandLine(boolean tls, @TempDir Path scratch)
      throws Exception {
    try (var up = FareUp.soonReady(scratch, tls)) {
      var quoted =
          Command.run(
              up.verb(
                  List.of(Peer.PRICING),
                  "quote",
                  "40.7580,-73.9855",
                  "40.6413,-73.7781",
                  "--rider=ana",
                  "--output=json",
                  "--deadline=10s"));
      assertThat(quoted.exitCode()).as(quoted.err()).isZero();
      var quote = Quote.newBuilder();
      JsonFormat.parser().merge(quoted.out(), quote);
      var token = Files.writeString(scratch.resolve("token"), quote.getToken());

      var booked =
          Command.run(
              up.verb(
                  List.of(Peer.DEMAND),
                  "ride",
                  "request",
                  "40.7580,-73.9855",
                  "40.6413,-73.7781",
                  "--rider=ana",
                  "--quote-token=@" + token,
                  "--deadline=10s"));
      assertThat(booked.exitCode()).as(booked.err()).isZero();
      assertThat(booked.out()).contains(quote.getQuoteId());

      var audited =
          Command.run(
              FareUp.fare(
                  "quote", "verify", "@" + token, "--keys=" + scratch.resolve("quote-keys.json")));
      assertThat(audited.exitCode()).as(audited.out() + audited.err()).isZero();
      assertThat(audited.out()).contains("verified: ");
    }
  }

  private static Quote quote(Clients clients, String rider) {
    var request = quoteRequest(rider).build();
    return Clients.answered(() -> clients.pricing().quoteRide(request)).getQuote();
  }

  private static QuoteRideRequest.Builder quoteRequest(String rider) {
    return QuoteRideRequest.newBuilder()
        .setCity(CityFeed.CITY)
        .setProduct("standard")
        .setPickup(TIMES_SQUARE)
        .setDropoff(AIRPORT)
        .setAllowBaseFare(true)
        .setRiderId(rider);
  }

  private static RequestRideRequest.Builder request(Quote quote, String rider) {
    return RequestRideRequest.newBuilder()
        .setRequestId(UUID.randomUUID().toString())
        .setRiderId(rider)
        .setCity(quote.getCity())
        .setProduct(quote.getProduct())
        .setPickup(quote.getPickup())
        .setDropoff(quote.getDropoff())
        .setQuoteToken(quote.getToken());
  }

  private static ErrorInfo refused(
      Clients clients, RequestRideRequest.Builder request, Status.Code code) {
    var asked = request.build();
    var failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> Clients.answered(() -> clients.demand().requestRide(asked)));
    assertThat(failure.getStatus().getCode()).isEqualTo(code);
    return ErrorStatus.infoOf(failure).orElseThrow();
  }

  private static LatLng position(double latitude, double longitude) {
    return LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude).build();
  }
}
