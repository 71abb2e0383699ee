package dev.faremesh.benchmarks;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import com.google.type.Money;
import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.pricing.rpc.QuoteTokens;
import dev.faremesh.pricing.rpc.Recording;
import dev.faremesh.pricing.v1.CellInput;
import dev.faremesh.pricing.v1.FareLine;
import dev.faremesh.pricing.v1.FareLineKind;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputSource;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteClaims;
import dev.faremesh.pricing.v1.Reason;
import dev.faremesh.pricing.v1.ReasonKind;
import dev.faremesh.pricing.v1.RecordedInputs;
import dev.faremesh.pricing.v1.RouteSource;
import dev.faremesh.type.v1.Freshness;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a token adds to a quote. To sign may cost 3 us: {@link #sign}. What else a token costs is to
 * serialise what it says, and to send it: {@link #quoteWithToken} less {@link #quote} has all
 * three. Both make their messages anew and serialise the answer, because a message that was
 * serialised once remembers how long it is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class QuoteSigning {
  private static final List<String> CELLS =
      List.of(
          "882a100d67fffff",
          "882a100d65fffff",
          "882a100d61fffff",
          "882a100d63fffff",
          "882a1072cbfffff",
          "882a100d6dfffff",
          "882a100d6bfffff");

  private final SealKeys keys = SealKeys.ephemeral();
  private final QuoteTokens tokens = new QuoteTokens(() -> keys);
  private final byte[] claims = claims();

  /** The claims of such a quote, serialised before. */
  @Benchmark
  public String sign() {
    return keys.seal(claims);
  }

  /** An estimate: its messages, and the digest of its inputs. */
  @Benchmark
  public byte[] quote() {
    return quote(recorded()).toByteArray();
  }

  /** The same for a rider. */
  @Benchmark
  public byte[] quoteWithToken() {
    var recorded = recorded();
    return tokens.signed(quote(recorded), "ana", recorded).toByteArray();
  }

  private static byte[] claims() {
    var recorded = recorded();
    return QuoteClaims.newBuilder()
        .setQuote(quote(recorded))
        .setRiderId("ana")
        .setRecorded(recorded.bytes())
        .build()
        .toByteArray();
  }

  /** Six lines, four reasons, seven cells: surge at the airport in the rush hour. */
  private static Quote quote(Recording recorded) {
    return Quote.newBuilder()
        .setQuoteId("8d6f2f7e-5a3f-4c44-9d4b-7e2f1a6c8d90")
        .setCity("nyc")
        .setProduct("standard")
        .setPickup(LatLng.newBuilder().setLatitude(40.6413).setLongitude(-73.7781))
        .setDropoff(LatLng.newBuilder().setLatitude(40.7580).setLongitude(-73.9855))
        .setTotal(dollars(83, 41))
        .addLines(line(FareLineKind.FARE_LINE_KIND_BASE, 2, 20))
        .addLines(line(FareLineKind.FARE_LINE_KIND_DISTANCE, 38, 42))
        .addLines(line(FareLineKind.FARE_LINE_KIND_TIME, 13, 6))
        .addLines(line(FareLineKind.FARE_LINE_KIND_SURGE, 18, 79))
        .addLines(line(FareLineKind.FARE_LINE_KIND_BOOKING_FEE, 2, 0))
        .addLines(
            line(FareLineKind.FARE_LINE_KIND_TOLL, 8, 94).toBuilder().setLabel("airport").build())
        .setMultiplier(1.35)
        .setMode(PricingMode.PRICING_MODE_LIVE)
        .addInputs(input(InputSource.INPUT_SOURCE_SUPPLY, 11.3))
        .addInputs(input(InputSource.INPUT_SOURCE_DEMAND, 23.5))
        .setDistanceMeters(29_394)
        .setDuration(Duration.newBuilder().setSeconds(5039))
        .setCreateTime(time(500_000_000))
        .setExpireTime(time(500_000_001))
        .addReasons(
            reason(
                ReasonKind.REASON_KIND_DEMAND,
                1.4953,
                "drivers are scarce: 7.0 are to spare around the pickup; 12.9 riders are expected"
                    + " within 5 min and need 16.2"))
        .addReasons(
            reason(
                ReasonKind.REASON_KIND_NEIGHBOURS,
                0.9124,
                "less scarce in the cells around the pickup"))
        .addReasons(reason(ReasonKind.REASON_KIND_ROUNDING, 0.9901, "to the nearest step of 0.05"))
        .setRouteSource(RouteSource.ROUTE_SOURCE_CROW_FLY)
        .setTariffVersion("0123456789abcdef")
        .setInputsDigest(recorded.digest())
        .build();
  }

  private static Recording recorded() {
    var recorded = RecordedInputs.newBuilder();
    for (int i = 0; i < CELLS.size(); i++) {
      recorded.addCells(
          CellInput.newBuilder()
              .setCell(CELLS.get(i))
              .setLogSupply(1.7 + 0.011 * i)
              .setLogDemand(2.1 - 0.013 * i)
              .setLogMultiplier(0.3 + 0.017 * i));
    }
    return new Recording(recorded.build().toByteString());
  }

  private static Input input(InputSource source, double expected) {
    return Input.newBuilder()
        .setSource(source)
        .setState(InputState.INPUT_STATE_LIVE)
        .setFreshness(
            Freshness.newBuilder()
                .setAsOf(time(17))
                .setAge(Duration.newBuilder().setSeconds(7).setNanos(19))
                .setCoverage(0.97)
                .setScale(1))
        .setExpected(expected)
        .build();
  }

  private static Reason reason(ReasonKind kind, double factor, String text) {
    return Reason.newBuilder().setKind(kind).setFactor(factor).setText(text).build();
  }

  private static FareLine line(FareLineKind kind, int units, int cents) {
    return FareLine.newBuilder().setKind(kind).setAmount(dollars(units, cents)).build();
  }

  private static Money dollars(int units, int cents) {
    return Money.newBuilder()
        .setCurrencyCode("USD")
        .setUnits(units)
        .setNanos(cents * 10_000_000)
        .build();
  }

  private static Timestamp time(int nanos) {
    return Timestamp.newBuilder().setSeconds(1_795_366_811).setNanos(nanos).build();
  }
}
