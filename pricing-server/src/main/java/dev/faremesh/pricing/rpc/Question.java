package dev.faremesh.pricing.rpc;

import dev.faremesh.pricing.Market;
import java.time.Duration;

/**
 * What cells that are asked for together have in common.
 *
 * @param horizon in event time
 */
record Question(Market market, Duration horizon) {
  com.google.protobuf.Duration horizonAsWritten() {
    return com.google.protobuf.Duration.newBuilder().setSeconds(horizon.toSeconds()).build();
  }
}
