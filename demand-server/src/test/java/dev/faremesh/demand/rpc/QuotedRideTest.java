package dev.faremesh.demand.rpc;

import static dev.faremesh.demand.rpc.RunningDemand.AIRPORT;
import static dev.faremesh.demand.rpc.RunningDemand.SQUARE;
import static dev.faremesh.demand.rpc.RunningDemand.START;
import static dev.faremesh.demand.rpc.RunningDemand.assertFails;
import static dev.faremesh.demand.rpc.RunningDemand.newId;
import static dev.faremesh.demand.rpc.SessionStream.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import com.google.rpc.ErrorInfo;
import com.google.type.Money;
import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.seal.KeyFile;
import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteClaims;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class QuotedRideTest {
  private static final Money FARE =
      Money.newBuilder().setCurrencyCode("USD").setUnits(66).setNanos(740_000_000).build();

  private final KeyFile file;
  private final RunningDemand demand;

  QuotedRideTest(@TempDir Path folder) throws IOException {
    file = new KeyFile(folder.resolve("quote-keys.json"));
    file.create();
    demand = RunningDemand.start(file.path());
  }

  @AfterEach
  void stop() {
    demand.close();
  }

  @Test
  void rideIsAskedForAtTheFareOfItsQuote() throws IOException {
    var ride = demand.calls.requestRide(request(token("q-17")).build()).getRide();

    assertThat(ride.getQuoteId()).isEqualTo("q-17");
    assertThat(ride.getFare()).isEqualTo(FARE);
    var cancelled =
        CancelRideRequest.newBuilder().setRequestId(newId()).setRideId(ride.getRideId());
    assertThat(demand.calls.cancelRide(cancelled.build()).getRide().getFare()).isEqualTo(FARE);
  }

  @Test
  void rideWithoutAQuoteHasNoFare() {
    var ride = demand.ride("rider-7");

    assertThat(ride.hasQuoteId()).isFalse();
    assertThat(ride.hasFare()).isFalse();
  }

  @Test
  void sameRequestGetsItsRideAgainAfterTheQuoteHasExpired() throws IOException {
    var request = request(token("q-17")).build();
    var first = demand.calls.requestRide(request);
    demand.clock.advance(Duration.ofMinutes(3));

    assertThat(demand.calls.requestRide(request)).isEqualTo(first);
  }

  @Test
  void quoteIsRedeemedOnceAndTheRefusalNamesItsRide() throws IOException {
    var token = token("q-17");
    var ride = demand.calls.requestRide(request(token).build()).getRide();

    var info = refused(request(token), Code.FAILED_PRECONDITION, "QUOTE_REDEEMED");

    assertThat(info.getMetadataMap())
        .containsOnly(entry("quoteId", "q-17"), entry("rideId", ride.getRideId()));
  }

  @Test
  void expiredQuoteIsRefused() throws IOException {
    var token = token("q-17");
    demand.clock.advance(Duration.ofMinutes(2));

    var info = refused(request(token), Code.FAILED_PRECONDITION, "QUOTE_EXPIRED");

    assertThat(info.getMetadataMap())
        .containsOnly(entry("quoteId", "q-17"), entry("expireTime", "2026-03-04T18:02:00Z"));
  }

  @Test
  void quoteExpiresByWallTimeHoweverTheEventTimeOfTheCityRuns() throws Exception {
    demand.sessions().replay("nyc", START.minus(Duration.ofDays(400)), 600).taken(1);
    var token = token("q-17");
    demand.clock.advance(Duration.ofSeconds(119)); // nearly a day of event time

    assertThat(demand.calls.requestRide(request(token).build()).getRide().getQuoteId())
        .isEqualTo("q-17");
  }

  @Test
  void quoteOfAnotherTripOrRiderIsRefused() throws IOException {
    var token = token("q-17");

    assertMismatch(request(token).setRiderId("rider-11"), "rider_id");
    assertMismatch(request(token).setCity("oslo"), "city");
    assertMismatch(request(token).setProduct("xl"), "product");
    assertMismatch(request(token).setPickup(AIRPORT), "pickup");
    assertMismatch(request(token).setDropoff(SQUARE), "dropoff");
    assertMismatch(request(token).clearDropoff(), "dropoff");
  }

  @Test
  void everyChangedCharacterIsRefused() throws IOException {
    var token = token("q-17");
    for (int at = 0; at < token.length(); at += 3) {
      char other = token.charAt(at) == 'x' ? 'y' : 'x';
      var changed = token.substring(0, at) + other + token.substring(at + 1);
      refused(request(changed), Code.INVALID_ARGUMENT, "QUOTE_INVALID");
    }
    assertThat(demand.calls.requestRide(request(token).build()).getRide().hasFare()).isTrue();
  }

  @Test
  void tokenOfAnotherKeyIsRefused() {
    assertInvalid(seal(SealKeys.ephemeral(), claims("q-17").toByteArray()), "UNKNOWN_KEY");
  }

  @Test
  void algorithmNoneIsRefused() {
    var header = base64("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

    assertInvalid(header + "." + base64(claims("q-17").toByteArray()) + ".", "MALFORMED");
    assertInvalid(base64(claims("q-17").toByteArray()) + ".", "MALFORMED");
  }

  @Test
  void largestGarbageIsRefused() {
    assertInvalid("x".repeat(8192), "MALFORMED");
    refused(request("x".repeat(8193)), Code.INVALID_ARGUMENT, "VALIDATION_FAILED");
    refused(request(""), Code.INVALID_ARGUMENT, "VALIDATION_FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no claims at all"})
  void whatTheKeysHaveSealedElsewhereIsNoQuote(String payload) throws IOException {
    assertInvalid(seal(file.read(), payload.getBytes(StandardCharsets.UTF_8)), "NO_QUOTE");
  }

  @Test
  void sealedQuoteThatNeverWasATimeIsNoQuote() throws IOException {
    var claims = claims("q-17").toBuilder();
    claims.getQuoteBuilder().getExpireTimeBuilder().setSeconds(Long.MAX_VALUE);

    assertInvalid(seal(file.read(), claims.build().toByteArray()), "NO_QUOTE");
  }

  @Test
  void refusalNeverRepeatsTheToken() throws IOException {
    var token = token("q-17").replace('.', '-');
    var failure = catchThrowable(() -> demand.calls.requestRide(request(token).build()));

    assertThat(failure).isInstanceOf(StatusRuntimeException.class);
    assertThat(failure.getMessage()).doesNotContain(token.substring(0, 40));
    assertThat(ErrorStatus.infoOf(failure).orElseThrow().toString())
        .doesNotContain(token.substring(0, 40));
  }

  @Test
  void serverWithoutKeysSaysSo() throws IOException {
    var token = token("q-17");
    try (var keyless = RunningDemand.start()) {
      assertFails(
          () -> keyless.calls.requestRide(request(token).build()),
          Code.FAILED_PRECONDITION,
          "QUOTE_KEYS_ABSENT");
    }
  }

  @Test
  void keysRotateUnderUse() throws IOException {
    var old = token("q-17");
    var late = token("q-23");
    long oldKey = file.entries().getFirst().id();
    file.promote(file.add().id());
    var young = token("q-19");

    assertThat(bookedWhenKnown(young).getQuoteId()).isEqualTo("q-19");
    assertThat(demand.calls.requestRide(request(old).build()).getRide().getQuoteId())
        .isEqualTo("q-17");

    file.retire(oldKey);
    assertThat(refusedWhenForgotten(late)).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void ofManyWhoRedeemAQuoteAtOnceOneWins() throws Exception {
    var token = token("q-17");
    int racers = 8;
    var start = new CyclicBarrier(racers);
    List<Callable<String>> attempts = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      attempts.add(() -> {
        start.await();
        return outcome(token);
      });
    }
    var outcomes = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(racers)) {
      for (Future<String> attempt : threads.invokeAll(attempts)) {
        outcomes.add(attempt.get());
      }
    }
    assertThat(outcomes).containsOnly("OK", "QUOTE_REDEEMED").containsOnlyOnce("OK");
  }

  private String outcome(String token) {
    try {
      var _ = demand.calls.requestRide(request(token).build());
      return "OK";
    } catch (StatusRuntimeException e) {
      return ErrorStatus.infoOf(e).map(ErrorInfo::getReason).orElse("" + e.getStatus());
    }
  }

  /** The file is read again within half a second: until then its new key is unknown. */
  private Ride bookedWhenKnown(String token) {
    while (true) {
      try {
        return demand.calls.requestRide(request(token).build()).getRide();
      } catch (StatusRuntimeException e) {
        assertThat(ErrorStatus.infoOf(e).orElseThrow().getMetadataMap())
            .containsEntry("reason", "UNKNOWN_KEY");
      }
    }
  }

  private String refusedWhenForgotten(String token) {
    while (true) {
      try { // of another rider, so that it is refused in any case
        var _ = demand.calls.requestRide(request(token).setRiderId("rider-11").build());
      } catch (StatusRuntimeException e) {
        var info = ErrorStatus.infoOf(e).orElseThrow();
        if (!info.getReason().equals("QUOTE_MISMATCH")) {
          return info.getMetadataOrDefault("reason", info.getReason());
        }
      }
    }
  }

  private void assertInvalid(String token, String reason) {
    var info = refused(request(token), Code.INVALID_ARGUMENT, "QUOTE_INVALID");
    assertThat(info.getMetadataMap()).containsOnly(entry("reason", reason));
  }

  private void assertMismatch(RequestRideRequest.Builder request, String field) {
    var info = refused(request, Code.FAILED_PRECONDITION, "QUOTE_MISMATCH");
    assertThat(info.getMetadataMap()).containsOnly(entry("quoteId", "q-17"), entry("field", field));
  }

  private ErrorInfo refused(RequestRideRequest.Builder request, Code code, String reason) {
    return assertFails(() -> demand.calls.requestRide(request.build()), code, reason);
  }

  private static RequestRideRequest.Builder request(String token) {
    return RunningDemand.rideRequest("rider-7").setDropoff(AIRPORT).setQuoteToken(token);
  }

  private String token(String quoteId) throws IOException {
    return seal(file.read(), claims(quoteId).toByteArray());
  }

  private static String seal(SealKeys keys, byte[] payload) {
    return keys.seal(payload);
  }

  private QuoteClaims claims(String quoteId) {
    return QuoteClaims.newBuilder()
        .setQuote(
            Quote.newBuilder()
                .setQuoteId(quoteId)
                .setCity("nyc")
                .setProduct("standard")
                .setPickup(SQUARE)
                .setDropoff(AIRPORT)
                .setTotal(FARE)
                .setCreateTime(timestamp(demand.clock.instant()))
                .setExpireTime(timestamp(demand.clock.instant().plusSeconds(120))))
        .setRiderId("rider-7")
        .build();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
