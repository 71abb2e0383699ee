package dev.faremesh.cli.edges;

import com.google.protobuf.util.Durations;
import dev.faremesh.cli.call.CallFailure;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.MeshServiceGrpc.MeshServiceBlockingStub;
import dev.faremesh.mesh.v1.WatchEdgesRequest;
import dev.faremesh.mesh.v1.WatchEdgesResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;

/**
 * Follows the numbers of one server, and asks again when it loses them, until it is interrupted.
 *
 * @param interval how often they are said, and the pause before asking again
 * @param into takes what the server says, and what it fails with; when full, the server is not read
 */
record ServerFeed(
    Peer server,
    MeshServiceBlockingStub stub,
    Duration interval,
    BlockingQueue<Answer<GetEdgesResponse>> into)
    implements Runnable {

  @Override
  public void run() {
    try {
      while (true) {
        into.put(new Answer.Failed<>(server, follow()));
        Thread.sleep(interval);
      }
    } catch (InterruptedException e) {
      // nobody watches any more
    }
  }

  /** Follows until the stream ends, and says why it did. */
  private CallFailure follow() throws InterruptedException {
    var request =
        WatchEdgesRequest.newBuilder().setInterval(Durations.fromNanos(interval.toNanos())).build();
    try {
      var messages = stub.watchEdges(request);
      while (messages.hasNext()) {
        into.put(new Answer.Given<>(server, numbers(messages.next())));
      }
      throw Status.UNAVAILABLE.withDescription("the server ended the watch").asRuntimeException();
    } catch (StatusRuntimeException e) {
      return CallFailure.of(e).orElseThrow();
    }
  }

  /** Both messages say the same. */
  private static GetEdgesResponse numbers(WatchEdgesResponse message) {
    return GetEdgesResponse.newBuilder()
        .addAllEdges(message.getEdgesList())
        .setServing(message.getServing())
        .addAllProtections(message.getProtectionsList())
        .build();
  }
}
