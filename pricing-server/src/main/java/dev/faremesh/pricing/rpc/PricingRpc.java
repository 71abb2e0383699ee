package dev.faremesh.pricing.rpc;

import com.google.type.LatLng;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.pricing.Area;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Position;
import dev.faremesh.pricing.QuoteRequest;
import dev.faremesh.pricing.Quoter;
import dev.faremesh.pricing.Surveyor;
import dev.faremesh.pricing.Trip;
import dev.faremesh.pricing.v1.GetSurgeRequest;
import dev.faremesh.pricing.v1.GetSurgeResponse;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.QuoteRideResponse;
import dev.faremesh.pricing.v1.WatchSurgeRequest;
import dev.faremesh.pricing.v1.WatchSurgeResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Serves prices. Requests keep the rules of the contract: they were validated. Never blocks. */
public final class PricingRpc extends PricingServiceGrpc.PricingServiceImplBase {
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  private final Quoter quoter;
  private final QuoteTokens tokens;
  private final HeldQuotes held;
  private final Surveyor surveyor;
  private final Watchers watchers;

  /**
   * Serves what these know.
   *
   * @param clock wall time, by which quotes expire
   */
  public PricingRpc(
      Quoter quoter,
      QuoteTokens tokens,
      InstantSource clock,
      Surveyor surveyor,
      Watchers watchers) {
    this.quoter = quoter;
    this.tokens = tokens;
    this.held = new HeldQuotes(tokens, clock);
    this.surveyor = surveyor;
    this.watchers = watchers;
  }

  @Override
  public void quoteRide(QuoteRideRequest request, StreamObserver<QuoteRideResponse> out) {
    answer(
        out,
        request.hasQuoteToken()
            ? CompletableFuture.completedStage(response(held.quote(request)))
            : quoted(request).thenApply(PricingRpc::response));
  }

  private CompletionStage<Quote> quoted(QuoteRideRequest request) {
    var market = new Market(request.getCity(), request.getProduct());
    var trip = new Trip(position(request.getPickup()), position(request.getDropoff()));
    var asked = new QuoteRequest(market, trip, request.getAllowBaseFare());
    return quoter
        .quote(asked)
        .thenApply(quote -> {
          var recorded = Recording.of(quote);
          var reply = Replies.quote(quote, recorded);
          return request.hasRiderId()
              ? tokens.signed(reply, request.getRiderId(), recorded)
              : reply;
        });
  }

  private static QuoteRideResponse response(Quote quote) {
    return QuoteRideResponse.newBuilder().setQuote(quote).build();
  }

  @Override
  public void getSurge(GetSurgeRequest request, StreamObserver<GetSurgeResponse> out) {
    var market = new Market(request.getCity(), request.getProduct());
    answer(out, surveyor.survey(market, area(request.getArea())).thenApply(Replies::surge));
  }

  @Override
  public void watchSurge(WatchSurgeRequest request, StreamObserver<WatchSurgeResponse> out) {
    var market = new Market(request.getCity(), request.getProduct());
    var interval = request.getInterval();
    watchers.watch(
        out,
        request.hasInterval()
            ? Duration.ofSeconds(interval.getSeconds(), interval.getNanos())
            : WATCH_INTERVAL,
        new SurgeWatch(surveyor, market, area(request.getArea())));
  }

  private static <R> void answer(StreamObserver<R> out, CompletionStage<R> reply) {
    var _ =
        reply.whenComplete((message, failure) -> {
          if (failure != null) {
            out.onError(failure);
            return;
          }
          out.onNext(message);
          out.onCompleted();
        });
  }

  private static Area area(dev.faremesh.type.v1.Area area) {
    return Area.around(position(area.getCenter()), area.getRings());
  }

  private static Position position(LatLng position) {
    return new Position(position.getLatitude(), position.getLongitude());
  }
}
