package dev.faremesh.pricing.server;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static dev.faremesh.pricing.server.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.seal.KeyFile;
import dev.faremesh.mesh.seal.Opened;
import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.pricing.rpc.Recording;
import dev.faremesh.pricing.rpc.Requests;
import dev.faremesh.pricing.v1.CellInput;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteClaims;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.RecordedInputs;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class QuoteTokenTest {
  private static final Instant START = Instant.parse("2026-05-04T03:02:01.5Z");
  private static final QuoteRideRequest ESTIMATE =
      Requests.quoteRide().toBuilder().setAllowBaseFare(true).build();
  private static final QuoteRideRequest REQUEST = ESTIMATE.toBuilder().setRiderId("ana").build();

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final KeyFile file;
  private final ScriptedMesh mesh;

  QuoteTokenTest(@TempDir Path folder) throws IOException {
    file = new KeyFile(folder.resolve("quote-keys.json"));
    file.create();
    mesh = new ScriptedMesh(now::get, ServerSettings.local(0), Optional.of(file.path()));
    mesh.supply.drivers(1.25, 2.3, fresh(7, 0.95));
    mesh.demand.riders(2, 1, 2.73, fresh(11, 0.85));
  }

  @AfterEach
  void close() {
    mesh.close();
  }

  @Test
  void quoteForARiderCarriesATokenThatSaysAllOfIt() throws Exception {
    var quote = mesh.quoteUntil(REQUEST, Expected::isLive);

    var claims = claims(file.read(), quote);
    assertThat(claims.getQuote()).isEqualTo(quote.toBuilder().clearToken().build());
    assertThat(claims.getRiderId()).isEqualTo("ana");
    assertThat(RecordedInputs.parseFrom(claims.getRecorded()).getCellsList())
        .hasSize(7)
        .allMatch(cell -> cell.getLogSupply() == 2.3 && cell.getLogDemand() == 2.73)
        .allMatch(CellInput::hasLogMultiplier)
        .extracting(CellInput::getCell)
        .startsWith("882a100d67fffff");
    assertThat(quote.getInputsDigest())
        .matches("[0-9a-f]{64}")
        .isEqualTo(new Recording(claims.getRecorded()).digest());
  }

  @Test
  void degradedQuoteRecordsThatNothingWasLive() throws Exception {
    mesh.supply.notObserved();
    mesh.demand.notObserved();

    var quote = mesh.quoteUntil(REQUEST, q -> q.getInputs(0).getReason().equals("NOT_OBSERVED"));

    var recorded = claims(file.read(), quote).getRecorded();
    assertThat(RecordedInputs.parseFrom(recorded).getCellsList())
        .hasSize(7)
        .noneMatch(CellInput::hasLogSupply)
        .allMatch(cell -> cell.hasLogMultiplier() && cell.getLogMultiplier() == 0);
  }

  @Test
  void estimateHasADigestAndNoToken() {
    var quote = mesh.quote(ESTIMATE);

    assertThat(quote.hasToken()).isFalse();
    assertThat(quote.getInputsDigest()).matches("[0-9a-f]{64}");
  }

  @Test
  @DisplayName("P13, P14: a quote that is sent back holds, whatever the feeds do, until it expires")
  void quoteThatIsSentBackIsUnchangedUntilItExpires() {
    var quote = mesh.quoteUntil(REQUEST, Expected::isLive);
    mesh.supply.drivers(0, 0.1, fresh(1, 1));
    mesh.demand.riders(1000, 500, 9, fresh(1, 1));
    now.set(START.plusSeconds(60));
    assertThat(mesh.quoteUntil(REQUEST, q -> q.getMultiplier() > quote.getMultiplier()).getTotal())
        .isNotEqualTo(quote.getTotal());
    mesh.stopDemand();

    for (Duration age : new Duration[] {Duration.ZERO, Duration.ofMinutes(2).minusNanos(1)}) {
      now.set(START.plus(age));
      assertThat(mesh.quote(sentBack(quote)).toByteArray()).isEqualTo(quote.toByteArray());
    }
    now.set(START.plus(Duration.ofMinutes(2)));
    var info =
        refusal(
            Status.Code.FAILED_PRECONDITION, "QUOTE_EXPIRED", () -> mesh.quote(sentBack(quote)));
    assertThat(info.getMetadataMap())
        .containsOnly(
            entry("quoteId", quote.getQuoteId()), entry("expireTime", "2026-05-04T03:04:01.500Z"));
  }

  @Test
  void quoteThatIsSentBackAsksNobody() {
    var quote = mesh.quoteUntil(REQUEST, Expected::isLive);
    int asked = mesh.supply.script.questions().size();

    var _ = mesh.quote(sentBack(quote));

    assertThat(mesh.supply.script.questions()).hasSize(asked);
  }

  @Test
  void quoteOfAnotherTripOrRiderIsRefusedByTheField() {
    var held = sentBack(mesh.quote(REQUEST));

    assertMismatch(held.toBuilder().setRiderId("bo"), "rider_id");
    assertMismatch(held.toBuilder().setCity("oslo"), "city");
    assertMismatch(held.toBuilder().setProduct("xl"), "product");
    assertMismatch(held.toBuilder().setPickup(held.getDropoff()), "pickup");
    assertMismatch(held.toBuilder().setDropoff(held.getPickup()), "dropoff");
  }

  @Test
  void tokenWithoutARiderIsRefused() {
    var held = sentBack(mesh.quote(REQUEST)).toBuilder().clearRiderId().build();

    var info = refusal(Status.Code.INVALID_ARGUMENT, "VALIDATION_FAILED", () -> mesh.quote(held));
    assertThat(info.getMetadataMap()).containsOnlyKeys("rider_id");
  }

  @Test
  void everyChangedCharacterIsRefused() {
    var quote = mesh.quote(REQUEST);
    var token = quote.getToken();
    for (int at = 0; at < token.length(); at += 7) {
      char other = token.charAt(at) == 'x' ? 'y' : 'x';
      var changed = token.substring(0, at) + other + token.substring(at + 1);
      refusal(
          Status.Code.INVALID_ARGUMENT,
          "QUOTE_INVALID",
          () -> mesh.quote(REQUEST.toBuilder().setQuoteToken(changed).build()));
    }
  }

  @Test
  void tokenThatIsNotOursIsRefused() throws IOException {
    var quote = mesh.quote(REQUEST);
    byte[] claims =
        QuoteClaims.newBuilder().setQuote(quote).setRiderId("ana").build().toByteArray();
    var none = base64("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

    assertInvalid(seal(SealKeys.ephemeral(), claims), "UNKNOWN_KEY");
    assertInvalid(none + "." + base64(claims) + ".", "MALFORMED");
    assertInvalid("x".repeat(8192), "MALFORMED");
    assertInvalid(quote.getToken().substring(1), "MALFORMED");
    assertInvalid(seal(file.read()), "NO_QUOTE");
    assertInvalid(seal(file.read(), (byte) -1, (byte) -1), "NO_QUOTE");
  }

  @Test
  void sealedQuoteThatNeverWasATimeIsNoQuote() throws IOException {
    var claims =
        QuoteClaims.newBuilder()
            .setQuote(
                Quote.newBuilder().setExpireTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)))
            .setRiderId("ana")
            .build();

    assertInvalid(seal(file.read(), claims.toByteArray()), "NO_QUOTE");
  }

  @Test
  void keysRotateUnderUse() throws IOException {
    var old = mesh.quoteUntil(REQUEST, Expected::isLive);
    long oldKey = file.entries().getFirst().id();
    var before = file.read();
    file.promote(file.add().id());
    var young =
        mesh.quoteUntil(REQUEST, q -> before.open(q.getToken()) instanceof Opened.UnknownKey);

    assertThat(file.read().open(young.getToken())).isInstanceOf(Opened.Authentic.class);
    assertThat(mesh.quote(sentBack(old))).isEqualTo(old);

    file.retire(oldKey);
    assertThat(refusedWhenForgotten(old)).isEqualTo("UNKNOWN_KEY");
    assertThat(mesh.quote(sentBack(young))).isEqualTo(young);
  }

  @Test
  void withoutAKeyFileTokensHoldForTheProcessAlone() {
    try (var one = new ScriptedMesh(now::get, ServerSettings.local(0));
        var other = new ScriptedMesh(now::get, ServerSettings.local(0))) {
      var quote = one.quote(REQUEST);

      assertThat(one.quote(sentBack(quote))).isEqualTo(quote);
      refusal(Status.Code.INVALID_ARGUMENT, "QUOTE_INVALID", () -> other.quote(sentBack(quote)));
    }
  }

  private String refusedWhenForgotten(Quote quote) {
    while (true) {
      try {
        var _ = mesh.quote(sentBack(quote));
      } catch (StatusRuntimeException e) {
        return ErrorStatus.infoOf(e)
            .map(ErrorInfo::getMetadataMap)
            .map(metadata -> metadata.getOrDefault("reason", ""))
            .orElse("" + e.getStatus());
      }
    }
  }

  private void assertMismatch(QuoteRideRequest.Builder request, String field) {
    var info =
        refusal(
            Status.Code.FAILED_PRECONDITION, "QUOTE_MISMATCH", () -> mesh.quote(request.build()));
    assertThat(info.getMetadataMap())
        .containsEntry("field", field)
        .containsOnlyKeys("field", "quoteId");
  }

  private void assertInvalid(String token, String reason) {
    var info =
        refusal(
            Status.Code.INVALID_ARGUMENT,
            "QUOTE_INVALID",
            () -> mesh.quote(REQUEST.toBuilder().setQuoteToken(token).build()));
    assertThat(info.getMetadataMap()).containsOnly(entry("reason", reason));
  }

  private static String seal(SealKeys keys, byte... payload) {
    return keys.seal(payload);
  }

  private static QuoteClaims claims(SealKeys keys, Quote quote) throws Exception {
    assertThat(quote.getMode()).isNotEqualTo(PricingMode.PRICING_MODE_UNSPECIFIED);
    var opened = keys.open(quote.getToken());
    assertThat(opened).isInstanceOf(Opened.Authentic.class);
    return QuoteClaims.parseFrom(((Opened.Authentic) opened).payload());
  }

  private static QuoteRideRequest sentBack(Quote quote) {
    return REQUEST.toBuilder().setQuoteToken(quote.getToken()).build();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
