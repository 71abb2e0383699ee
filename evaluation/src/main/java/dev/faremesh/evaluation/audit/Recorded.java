package dev.faremesh.evaluation.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.Route;
import dev.faremesh.pricing.Trip;
import dev.faremesh.pricing.v1.CellInput;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteClaims;
import dev.faremesh.pricing.v1.RecordedInputs;
import dev.faremesh.pricing.v1.RouteSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a token says, in the words of the domain.
 *
 * @param made of which the claims have the bytes
 */
record Recorded(QuoteClaims claims, RecordedInputs made) {
  /**
   * Reads the payload of a token.
   *
   * @throws InvalidProtocolBufferException when it is something else
   */
  static Recorded parse(byte[] payload) throws InvalidProtocolBufferException {
    var claims = QuoteClaims.parseFrom(payload);
    return new Recorded(claims, RecordedInputs.parseFrom(claims.getRecorded()));
  }

  Quote quote() {
    return claims.getQuote();
  }

  Market market() {
    return new Market(quote().getCity(), quote().getProduct());
  }

  Trip trip() {
    return new Trip(position(quote().getPickup()), position(quote().getDropoff()));
  }

  /** As it was priced. */
  Route route() {
    var duration = quote().getDuration();
    return new Route(
        quote().getDistanceMeters(),
        Duration.ofSeconds(duration.getSeconds(), duration.getNanos()),
        estimated() ? Route.Source.CROW_FLY : Route.Source.ROADS);
  }

  /** Whether the route can be made again without a map. */
  boolean estimated() {
    return quote().getRouteSource() == RouteSource.ROUTE_SOURCE_CROW_FLY;
  }

  boolean live() {
    return quote().getMode() == PricingMode.PRICING_MODE_LIVE;
  }

  List<CellInput> inputs() {
    return made.getCellsList();
  }

  List<Cell> cells() {
    return inputs().stream()
        .map(input -> new Cell(Long.parseUnsignedLong(input.getCell(), 16)))
        .toList();
  }

  /** When the ride was to start, in event time: what the first input told that was heard at all. */
  Instant departure() {
    return quote().getInputsList().stream()
        .filter(Input::hasFreshness)
        .map(Input::getFreshness)
        .map(heard ->
            instant(heard.getAsOf())
                .plusSeconds(heard.getAge().getSeconds())
                .plusNanos(heard.getAge().getNanos()))
        .findFirst()
        .orElseGet(() -> instant(quote().getCreateTime()));
  }

  Instant expireTime() {
    return instant(quote().getExpireTime());
  }

  private static Position position(LatLng position) {
    return new Position(position.getLatitude(), position.getLongitude());
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
