package dev.faremesh.demand.rpc;

import dev.faremesh.demand.PageTokenInvalid;
import dev.faremesh.demand.QuoteExpired;
import dev.faremesh.demand.QuoteInvalid;
import dev.faremesh.demand.QuoteKeysAbsent;
import dev.faremesh.demand.QuoteMismatch;
import dev.faremesh.demand.QuoteRedeemed;
import dev.faremesh.demand.Refusal;
import dev.faremesh.demand.RequestIdReused;
import dev.faremesh.demand.RideNotFound;
import dev.faremesh.demand.RideStateConflict;
import dev.faremesh.mesh.ErrorMapping;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Optional;

/** How the domain's refusals read as errors of the contract. */
public final class RideErrors implements ErrorMapping {
  @Override
  public Optional<StatusRuntimeException> map(Throwable failure) {
    return failure instanceof Refusal refusal ? Optional.of(error(refusal)) : Optional.empty();
  }

  private static StatusRuntimeException error(Refusal refusal) {
    var message = refusal.getMessage();
    return switch (refusal) {
      case RideNotFound e ->
          ErrorStatus.of(Code.NOT_FOUND, "RIDE_NOT_FOUND", message, Map.of("rideId", e.rideId()));
      case RideStateConflict e ->
          ErrorStatus.of(
              Code.FAILED_PRECONDITION,
              "RIDE_STATE_CONFLICT",
              message,
              Map.of("rideId", e.rideId(), "found", "" + e.found(), "expected", "" + e.expected()));
      case RequestIdReused e ->
          ErrorStatus.of(
              Code.ALREADY_EXISTS,
              "REQUEST_ID_REUSED",
              message,
              Map.of("requestId", "" + e.requestId()));
      case QuoteInvalid e ->
          ErrorStatus.of(
              Code.INVALID_ARGUMENT, "QUOTE_INVALID", message, Map.of("reason", e.reason()));
      case QuoteKeysAbsent _ ->
          ErrorStatus.of(Code.FAILED_PRECONDITION, "QUOTE_KEYS_ABSENT", message, Map.of());
      case QuoteExpired e ->
          ErrorStatus.of(
              Code.FAILED_PRECONDITION,
              "QUOTE_EXPIRED",
              message,
              Map.of("quoteId", e.quoteId(), "expireTime", "" + e.expireTime()));
      case QuoteMismatch e ->
          ErrorStatus.of(
              Code.FAILED_PRECONDITION,
              "QUOTE_MISMATCH",
              message,
              Map.of("quoteId", e.quoteId(), "field", e.field()));
      case QuoteRedeemed e ->
          ErrorStatus.of(
              Code.FAILED_PRECONDITION,
              "QUOTE_REDEEMED",
              message,
              Map.of("quoteId", e.quoteId(), "rideId", e.rideId()));
      case PageTokenInvalid e ->
          ErrorStatus.of(
              Code.INVALID_ARGUMENT, "PAGE_TOKEN_INVALID", message, Map.of("pageToken", e.token()));
    };
  }
}
