package dev.faremesh.pricing.rpc;

import dev.faremesh.mesh.ErrorMapping;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.pricing.InputsMissing;
import dev.faremesh.pricing.TripInvalid;
import dev.faremesh.pricing.UnknownCity;
import dev.faremesh.pricing.UnknownProduct;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** How the exceptions of pricing read as errors. */
public final class PricingErrors implements ErrorMapping {
  @Override
  public Optional<StatusRuntimeException> map(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapper when wrapper.getCause() != null -> map(wrapper.getCause());
      case UnknownCity e ->
          Optional.of(
              ErrorStatus.of(
                  Status.Code.NOT_FOUND,
                  "CITY_NOT_FOUND",
                  e.getMessage(),
                  Map.of("city", e.city())));
      case UnknownProduct e ->
          Optional.of(
              ErrorStatus.of(
                  Status.Code.NOT_FOUND,
                  "PRODUCT_NOT_FOUND",
                  e.getMessage(),
                  Map.of("product", e.product())));
      case TripInvalid e ->
          Optional.of(
              ErrorStatus.of(
                  Status.Code.INVALID_ARGUMENT,
                  "TRIP_INVALID",
                  e.getMessage(),
                  Map.of(
                      "distanceMeters", "" + e.meters(),
                      "longestMeters", "" + e.longestMeters())));
      case InputsMissing e ->
          Optional.of(
              ErrorStatus.of(
                  Status.Code.UNAVAILABLE,
                  "INPUTS_MISSING",
                  e.getMessage(),
                  Map.of("supply", e.supply().reason(), "demand", e.demand().reason())));
      default -> Optional.empty();
    };
  }
}
