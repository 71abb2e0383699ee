package dev.faremesh.cli;

import dev.faremesh.pricing.v1.GetSurgeRequest;
import dev.faremesh.pricing.v1.GetSurgeResponse;
import dev.faremesh.pricing.v1.PricingServiceGrpc.PricingServiceImplBase;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.QuoteRideResponse;
import dev.faremesh.pricing.v1.WatchSurgeRequest;
import dev.faremesh.pricing.v1.WatchSurgeResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;

/** A pricing-server that answers what it was told, and remembers what it was asked. */
public final class FakePricing extends PricingServiceImplBase {
  public volatile Quote quote = Quote.getDefaultInstance();
  public volatile GetSurgeResponse surge = GetSurgeResponse.getDefaultInstance();
  public volatile List<WatchSurgeResponse> changes = List.of();

  /** What calls fail with; a watch fails after it has sent its changes. */
  public volatile Optional<RuntimeException> failure = Optional.empty();

  public volatile QuoteRideRequest quoteRequest = QuoteRideRequest.getDefaultInstance();
  public volatile GetSurgeRequest surgeRequest = GetSurgeRequest.getDefaultInstance();

  @Override
  public void quoteRide(QuoteRideRequest request, StreamObserver<QuoteRideResponse> response) {
    quoteRequest = request;
    answer(response, QuoteRideResponse.newBuilder().setQuote(quote).build());
  }

  @Override
  public void getSurge(GetSurgeRequest request, StreamObserver<GetSurgeResponse> response) {
    surgeRequest = request;
    answer(response, surge);
  }

  @Override
  public void watchSurge(WatchSurgeRequest request, StreamObserver<WatchSurgeResponse> response) {
    changes.forEach(response::onNext);
    failure.ifPresentOrElse(response::onError, response::onCompleted);
  }

  private <R> void answer(StreamObserver<R> response, R answer) {
    failure.ifPresent(e -> {
      throw e;
    });
    response.onNext(answer);
    response.onCompleted();
  }
}
