package dev.faremesh.pricing.rpc;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.pricing.CellSurge;
import dev.faremesh.pricing.FareLine;
import dev.faremesh.pricing.Freshness;
import dev.faremesh.pricing.Inputs;
import dev.faremesh.pricing.Money;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.Quote;
import dev.faremesh.pricing.Route;
import dev.faremesh.pricing.Signal;
import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import dev.faremesh.pricing.SurgeMap;
import dev.faremesh.pricing.v1.FareLineKind;
import dev.faremesh.pricing.v1.GetSurgeResponse;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputSource;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.RouteSource;
import dev.faremesh.pricing.v1.WatchSurgeResponse;
import java.time.Instant;
import java.util.List;

/** The domain in the words of the contract. */
final class Replies {
  private Replies() {}

  /** Without a token. */
  static dev.faremesh.pricing.v1.Quote quote(Quote quote, Recording recorded) {
    var reply =
        dev.faremesh.pricing.v1.Quote.newBuilder()
            .setQuoteId(quote.id())
            .setCity(quote.market().city())
            .setProduct(quote.market().product())
            .setPickup(position(quote.trip().pickup()))
            .setDropoff(position(quote.trip().dropoff()))
            .setTotal(money(quote.fare().total()))
            .setMultiplier(quote.multiplier().value())
            .setMode(mode(quote.mode()))
            .addAllReasons(Reasons.of(quote.surge().reasons()))
            .addAllInputs(inputs(quote.inputs()))
            .setDistanceMeters(quote.route().meters())
            .setDuration(duration(quote.route().duration()))
            .setRouteSource(source(quote.route().source()))
            .setTariffVersion(quote.fare().tariffVersion())
            .setCreateTime(timestamp(quote.createTime()))
            .setExpireTime(timestamp(quote.expireTime()));
    for (FareLine line : quote.fare().lines()) {
      reply.addLines(line(line));
    }
    return reply.setInputsDigest(recorded.digest()).build();
  }

  static GetSurgeResponse surge(SurgeMap map) {
    return GetSurgeResponse.newBuilder()
        .addAllCells(cells(map))
        .addAllInputs(inputs(map.inputs()))
        .build();
  }

  static WatchSurgeResponse surgeChanges(SurgeMap changes) {
    return WatchSurgeResponse.newBuilder()
        .addAllCells(cells(changes))
        .addAllInputs(inputs(changes.inputs()))
        .build();
  }

  /** Exact: units and nanos have the same sign. */
  static com.google.type.Money money(Money money) {
    int nanosPerMinor = 1_000_000_000;
    long minorPerUnit = 1;
    for (int digit = 0; digit < money.currency().getDefaultFractionDigits(); digit++) {
      nanosPerMinor /= 10;
      minorPerUnit *= 10;
    }
    return com.google.type.Money.newBuilder()
        .setCurrencyCode(money.currency().getCurrencyCode())
        .setUnits(money.minor() / minorPerUnit)
        .setNanos((int) (money.minor() % minorPerUnit) * nanosPerMinor)
        .build();
  }

  private static List<dev.faremesh.pricing.v1.CellSurge> cells(SurgeMap map) {
    return map.cells().stream().map(Replies::cell).toList();
  }

  private static dev.faremesh.pricing.v1.CellSurge cell(CellSurge surge) {
    var reply = dev.faremesh.pricing.v1.CellSurge.newBuilder().setCell(surge.cell().toString());
    surge.multiplier().ifPresent(multiplier -> reply.setMultiplier(multiplier.value()));
    return reply.build();
  }

  private static List<Input> inputs(Inputs inputs) {
    return List.of(
        input(InputSource.INPUT_SOURCE_SUPPLY, inputs.supply()),
        input(InputSource.INPUT_SOURCE_DEMAND, inputs.demand()));
  }

  private static Input input(InputSource source, Signal<Double> signal) {
    var input = Input.newBuilder().setSource(source);
    signal.whyNotLive().ifPresent(input::setReason);
    return switch (signal) {
      case Live<Double>(var expected, var freshness) ->
          input
              .setState(InputState.INPUT_STATE_LIVE)
              .setFreshness(freshness(freshness))
              .setExpected(expected)
              .build();
      case Stale<Double>(var expected, var freshness, var _) ->
          input
              .setState(InputState.INPUT_STATE_STALE)
              .setFreshness(freshness(freshness))
              .setExpected(expected)
              .build();
      case Missing<Double> _ -> input.setState(InputState.INPUT_STATE_MISSING).build();
    };
  }

  private static dev.faremesh.type.v1.Freshness freshness(Freshness freshness) {
    return dev.faremesh.type.v1.Freshness.newBuilder()
        .setAsOf(timestamp(freshness.asOf()))
        .setAge(duration(freshness.age()))
        .setCoverage(freshness.coverage())
        .setScale(freshness.scale())
        .build();
  }

  private static dev.faremesh.pricing.v1.FareLine line(FareLine line) {
    var reply =
        dev.faremesh.pricing.v1.FareLine.newBuilder()
            .setKind(kind(line.kind()))
            .setAmount(money(line.amount()));
    line.label().ifPresent(reply::setLabel);
    return reply.build();
  }

  private static FareLineKind kind(FareLine.Kind kind) {
    return switch (kind) {
      case BASE -> FareLineKind.FARE_LINE_KIND_BASE;
      case DISTANCE -> FareLineKind.FARE_LINE_KIND_DISTANCE;
      case TIME -> FareLineKind.FARE_LINE_KIND_TIME;
      case SURGE -> FareLineKind.FARE_LINE_KIND_SURGE;
      case MINIMUM_FARE -> FareLineKind.FARE_LINE_KIND_MINIMUM_FARE;
      case BOOKING_FEE -> FareLineKind.FARE_LINE_KIND_BOOKING_FEE;
      case SURCHARGE -> FareLineKind.FARE_LINE_KIND_SURCHARGE;
      case TOLL -> FareLineKind.FARE_LINE_KIND_TOLL;
      case TAX -> FareLineKind.FARE_LINE_KIND_TAX;
    };
  }

  private static RouteSource source(Route.Source source) {
    return switch (source) {
      case ROADS -> RouteSource.ROUTE_SOURCE_ROADS;
      case CROW_FLY -> RouteSource.ROUTE_SOURCE_CROW_FLY;
    };
  }

  private static PricingMode mode(Quote.Mode mode) {
    return switch (mode) {
      case LIVE -> PricingMode.PRICING_MODE_LIVE;
      case HOLD -> PricingMode.PRICING_MODE_HOLD;
      case DECAY -> PricingMode.PRICING_MODE_DECAY;
      case BASE -> PricingMode.PRICING_MODE_BASE;
    };
  }

  private static LatLng position(Position position) {
    return LatLng.newBuilder()
        .setLatitude(position.latitude())
        .setLongitude(position.longitude())
        .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
