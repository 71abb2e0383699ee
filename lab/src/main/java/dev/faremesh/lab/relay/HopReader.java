package dev.faremesh.lab.relay;

import dev.faremesh.lab.relay.Hop.Answered;
import dev.faremesh.lab.relay.Hop.Missing;
import dev.faremesh.lab.v1.RelayRequest;
import dev.faremesh.lab.v1.RelayResponse;
import dev.faremesh.lab.v1.RelayServiceGrpc;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.read.BatchCall;
import dev.faremesh.mesh.read.Reader;
import dev.faremesh.mesh.read.Reading;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Asks one dependency. A call takes one key, so that each key is a group of its own: readers of the
 * same key share calls, and those of different keys do not wait for each other.
 */
final class HopReader {
  private final String name;
  private final Reader<String, String, RelayResponse> reader;

  /**
   * Reads through a channel, whose deadlines and other protections are its own.
   *
   * @param name of the dependency
   * @param edge what is known of it
   * @param loop the event loop
   */
  HopReader(String name, Channel channel, Edge edge, Executor loop) {
    this.name = name;
    var method = RelayServiceGrpc.getRelayMethod();
    this.reader =
        new Reader<>(
            edge,
            method,
            loop,
            1,
            BatchCall.unary(
                channel,
                method,
                (key, _) -> RelayRequest.newBuilder().setKey(key).build(),
                (keys, answer) -> Map.of(keys.getFirst(), answer)));
  }

  /** Never fails. */
  CompletionStage<Hop> ask(String key) {
    return reader
        .read(key, List.of(key))
        .handle((reading, failure) ->
            failure == null ? hop(key, reading) : missing(Status.fromThrowable(failure)));
  }

  private Hop hop(String key, Reading<String, RelayResponse> reading) {
    return switch (reading) {
      case Reading.Fresh<String, RelayResponse>(var values) ->
          answered(Objects.requireNonNull(values.get(key)), 0);
      case Reading.LastKnown<String, RelayResponse>(var values, var _) ->
          answered(Objects.requireNonNull(values.get(key)).value(), 1);
      case Reading.Missing<String, RelayResponse>(var status) -> missing(status);
    };
  }

  private static Hop answered(RelayResponse answer, int stale) {
    return new Answered(answer.getHops(), stale + answer.getStale());
  }

  private Hop missing(Status status) {
    return new Missing(name, status.getCode());
  }
}
