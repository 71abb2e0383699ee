package dev.faremesh.cli.edges;

import com.google.protobuf.Message;
import dev.faremesh.cli.call.CallFailure;
import dev.faremesh.cli.call.Peer;
import io.grpc.StatusRuntimeException;

/** What became of asking a server. */
sealed interface Answer<R extends Message> {
  Peer server();

  /** It said this. */
  record Given<R extends Message>(Peer server, R message) implements Answer<R> {}

  /** It did not answer, or refused. */
  record Failed<R extends Message>(Peer server, CallFailure failure) implements Answer<R> {
    static <R extends Message> Failed<R> of(Peer server, StatusRuntimeException failure) {
      return new Failed<>(server, CallFailure.of(failure).orElseThrow());
    }

    /** For a person, on one line. */
    String line() {
      return "fare: " + failure.line();
    }
  }
}
