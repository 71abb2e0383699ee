package dev.faremesh.pricing.server;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static dev.faremesh.pricing.server.Expected.dollars;
import static dev.faremesh.pricing.server.Expected.line;
import static dev.faremesh.pricing.server.Expected.live;
import static dev.faremesh.pricing.server.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import com.google.type.LatLng;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.pricing.rpc.Requests;
import dev.faremesh.pricing.store.TariffFormat;
import dev.faremesh.pricing.v1.FareLine;
import dev.faremesh.pricing.v1.FareLineKind;
import dev.faremesh.pricing.v1.InputSource;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.Reason;
import dev.faremesh.pricing.v1.ReasonKind;
import dev.faremesh.pricing.v1.RouteSource;
import io.grpc.Status;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class QuoteRideTest {
  private static final QuoteRideRequest REQUEST = Requests.quoteRide();
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01.5Z");

  private final ScriptedMesh mesh =
      new ScriptedMesh(InstantSource.fixed(NOW), ServerSettings.local(0));

  @AfterEach
  void close() {
    mesh.close();
  }

  @Test
  void liveInputsMakeALiveQuoteToTheCent() {
    mesh.supply.drivers(1.25, 2.3, fresh(7, 0.95));
    mesh.demand.riders(2, 1, 2.73, fresh(11, 0.85));

    var quote = mesh.quoteUntil(REQUEST, Expected::isLive);

    assertThat(quote.getReasonsList())
        .extracting(Reason::getKind, Reason::getText)
        .containsExactly(
            tuple(
                ReasonKind.REASON_KIND_DEMAND,
                "drivers are scarce: 7.0 are to spare around the pickup;"
                    + " 12.3 riders are expected within 5 min and need 12.3"),
            tuple(ReasonKind.REASON_KIND_ROUNDING, "to the nearest step of 0.05"));
    assertThat(quote.getReasons(0).getFactor()).isCloseTo(1.5373, offset(1e-4));
    assertThat(quote.getReasons(1).getFactor()).isCloseTo(1.55 / 1.5373, offset(1e-4));
    assertThat(quote.toBuilder().clearReasons().clearInputsDigest().build())
        .isEqualTo(
            Quote.newBuilder()
                .setQuoteId(quote.getQuoteId())
                .setCity("nyc")
                .setProduct("standard")
                .setPickup(REQUEST.getPickup())
                .setDropoff(REQUEST.getDropoff())
                .setTotal(dollars(103, 45))
                .addLines(line(FareLineKind.FARE_LINE_KIND_BASE, dollars(2, 20)))
                .addLines(line(FareLineKind.FARE_LINE_KIND_DISTANCE, dollars(38, 42)))
                .addLines(line(FareLineKind.FARE_LINE_KIND_TIME, dollars(26, 12)))
                .addLines(line(FareLineKind.FARE_LINE_KIND_SURGE, dollars(36, 71)))
                .setMultiplier(1.55)
                .setMode(PricingMode.PRICING_MODE_LIVE)
                .addInputs(live(InputSource.INPUT_SOURCE_SUPPLY, fresh(7, 0.95), 8.75))
                .addInputs(live(InputSource.INPUT_SOURCE_DEMAND, fresh(11, 0.85), 21))
                .setDistanceMeters(29_394)
                .setDuration(com.google.protobuf.Duration.newBuilder().setSeconds(5039))
                .setRouteSource(RouteSource.ROUTE_SOURCE_CROW_FLY)
                .setTariffVersion(TariffFormat.builtIn().version())
                .setCreateTime(timestamp(NOW))
                .setExpireTime(timestamp(NOW.plusSeconds(120)))
                .build());
  }

  @Test
  void eachQuoteHasAnIdOfItsOwn() {
    var request = REQUEST.toBuilder().setAllowBaseFare(true).build();

    assertThat(mesh.quote(request).getQuoteId())
        .isNotEmpty()
        .isNotEqualTo(mesh.quote(request).getQuoteId());
  }

  @Test
  void dependenciesAreAskedForTheNeighbourhoodOfThePickup() {
    mesh.supply.drivers(7, fresh(5, 0.9));
    mesh.demand.riders(11, 13, fresh(5, 0.9));
    var _ = mesh.quoteUntil(REQUEST, Expected::isLive);

    var aboutSupply = mesh.supply.script.questions().getLast();
    var aboutDemand = mesh.demand.script.questions().getLast();

    assertThat(aboutSupply.getCellsList()).hasSize(7).startsWith("882a100d67fffff");
    assertThat(aboutSupply.getHorizon().getSeconds()).isEqualTo(300);
    assertThat(aboutSupply.getCity()).isEqualTo("nyc");
    assertThat(aboutSupply.getProduct()).isEqualTo("standard");
    assertThat(aboutDemand.getCellsList()).isEqualTo(aboutSupply.getCellsList());
    assertThat(aboutDemand.getHorizon()).isEqualTo(aboutSupply.getHorizon());
    assertThat(aboutDemand.getCity()).isEqualTo("nyc");
    assertThat(aboutDemand.getProduct()).isEqualTo("standard");
  }

  @Test
  void rideToTheSamePlaceCostsTheMinimumFare() {
    mesh.supply.notObserved();
    mesh.demand.notObserved();
    var request =
        REQUEST.toBuilder()
            .setAllowBaseFare(true)
            .setDropoff(REQUEST.getPickup())
            .setProduct("xl")
            .build();

    var quote = mesh.quote(request);

    assertThat(quote.hasDistanceMeters()).isTrue();
    assertThat(quote.getDistanceMeters()).isZero();
    assertThat(quote.getTotal()).isEqualTo(dollars(7, 50));
    assertThat(quote.getLinesList())
        .containsExactly(
            line(FareLineKind.FARE_LINE_KIND_BASE, dollars(3, 30)),
            line(FareLineKind.FARE_LINE_KIND_MINIMUM_FARE, dollars(4, 20)));
  }

  @Test
  void unknownProductIsNotFound() {
    var request = REQUEST.toBuilder().setProduct("limo").build();

    var info = refusal(Status.Code.NOT_FOUND, "PRODUCT_NOT_FOUND", () -> mesh.quote(request));

    assertThat(info.getMetadataMap()).containsEntry("product", "limo");
  }

  @Test
  void cityWithoutATariffIsNotFound() {
    var request = REQUEST.toBuilder().setCity("gotham").build();

    var info = refusal(Status.Code.NOT_FOUND, "CITY_NOT_FOUND", () -> mesh.quote(request));

    assertThat(info.getMetadataMap()).containsEntry("city", "gotham");
  }

  @Test
  void tripOfTwoThousandKilometersIsRefused() {
    var miami = LatLng.newBuilder().setLatitude(25.76).setLongitude(-80.19).build();
    var request = REQUEST.toBuilder().setDropoff(miami).build();

    var info = refusal(Status.Code.INVALID_ARGUMENT, "TRIP_INVALID", () -> mesh.quote(request));

    assertThat(info.getMetadataMap())
        .containsEntry("longestMeters", "300000")
        .hasEntrySatisfying(
            "distanceMeters",
            meters -> assertThat(Integer.parseInt(meters)).isBetween(2_300_000, 2_400_000));
  }

  @Test
  void quoteInYenHasNoNanos() {
    var request =
        REQUEST.toBuilder()
            .setCity("tokyo")
            .setPickup(LatLng.newBuilder().setLatitude(35.6586).setLongitude(139.7454))
            .setDropoff(LatLng.newBuilder().setLatitude(35.5494).setLongitude(139.7798))
            .setAllowBaseFare(true)
            .build();

    var quote = mesh.quote(request);

    assertThat(quote.getTotal().getCurrencyCode()).isEqualTo("JPY");
    assertThat(quote.getTotal().getUnits()).isPositive();
    assertThat(quote.getTotal().getNanos()).isZero();
    assertThat(quote.getLinesList())
        .filteredOn(FareLine::hasLabel)
        .extracting(FareLine::getLabel)
        .endsWith("Haneda airport", "consumption tax 10 %");
  }

  @ParameterizedTest
  @CsvSource({"90.5, 0", "-91, 0", "0, 180.5", "0, -181", "NaN, 0", "0, NaN", "-Infinity, 0"})
  void positionThatIsNotOnEarthIsRefused(double latitude, double longitude) {
    var nowhere = LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude).build();

    assertInvalid(REQUEST.toBuilder().setPickup(nowhere).build(), "pickup");
    assertInvalid(REQUEST.toBuilder().setDropoff(nowhere).build(), "dropoff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "New York", "nyc\n"})
  void cityThatIsNoNameIsRefused(String city) {
    assertInvalid(REQUEST.toBuilder().setCity(city).build(), "city");
  }

  @Test
  void requestWithoutPickupIsRefused() {
    assertInvalid(REQUEST.toBuilder().clearPickup().build(), "pickup");
  }

  private void assertInvalid(QuoteRideRequest request, String field) {
    var info =
        refusal(Status.Code.INVALID_ARGUMENT, "VALIDATION_FAILED", () -> mesh.quote(request));
    assertThat(info.getMetadataMap()).containsOnlyKeys(field);
  }

  private static com.google.protobuf.Timestamp timestamp(Instant instant) {
    return com.google.protobuf.Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
