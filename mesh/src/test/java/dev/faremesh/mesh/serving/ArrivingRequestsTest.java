package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.ManualTimer;
import dev.faremesh.mesh.call.Timing;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With room for 4 MiB in all. */
class ArrivingRequestsTest {
  private static final int CHUNK = ArrivingRequests.BUFFER_BYTES;

  private final ManualTimer timer = new ManualTimer();
  private final List<SocketAddress> cut = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();

  @Test
  void theEldestGivesItsPlaceToTheNewest() {
    var requests = requests(2);
    begin(requests, 1);
    var whole = begin(requests, 2);
    assertThat(requests.end(whole)).isTrue();
    begin(requests, 3);
    assertThat(ended).isEmpty();
    begin(requests, 4);
    assertThat(ended).containsExactly("1 RESOURCE_EXHAUSTED");
  }

  @Test
  void whoHoldsMostOfWhatOthersNeedLosesItsConnection() {
    var requests = requests(100);
    begin(requests, 1); // and says nothing more
    var first = begin(requests, 2);
    var second = begin(requests, 3);
    first.inboundWireSize(1 << 21);
    second.inboundWireSize(1 << 20);
    assertThat(cut).isEmpty();
    second.inboundWireSize(1 << 20);
    assertThat(cut).containsExactly(address(3));
    assertHeld(requests, 3, (1 << 21) + CHUNK, 0);
  }

  /** As when a small request has come whole, and its end is still on its way. */
  @Test
  void whoHoldsLittleIsNotCutForOneWhoHoldsMuch() {
    var requests = requests(100);
    whole(requests, 1, 32);
    var hostile = begin(requests, 2);
    for (int i = 0; i < 256; i++) {
      hostile.inboundWireSize(1);
    }
    assertThat(cut).containsExactly(address(2));
    assertHeld(requests, 2, 32, 0);
  }

  /** Each of them little, and all of them much. */
  @Test
  void theRequestsOfAConnectionCountTogether() {
    var requests = requests(1_000);
    var connection = new CallerConnection(Optional.of(address(1)));
    for (int i = 0; i < 255; i++) {
      begin(requests, 1, connection).inboundWireSize(1);
    }
    begin(requests, 2).inboundWireSize(CHUNK);
    assertThat(cut).containsExactly(address(1));
  }

  @Test
  void aConnectionThatWasCutReleasesNothingTwice() {
    var requests = requests(100);
    var hostile = begin(requests, 1);
    hostile.inboundWireSize(1 << 22);
    whole(requests, 2, 1_000);
    hostile.streamClosed(Status.UNAVAILABLE);
    assertHeld(requests, 1, 1_000, 0);
  }

  @Test
  void whatAConnectionSaysThatIsBeingCutHarmsNobody() {
    var requests = requests(100);
    var hostile = begin(requests, 1);
    hostile.inboundWireSize(1 << 22);
    assertThat(cut).containsExactly(address(1));
    var calm = begin(requests, 2);
    calm.inboundWireSize(7);
    hostile.inboundWireSize(1 << 22);
    assertThat(cut).containsExactly(address(1));
    assertHeld(requests, 2, 7 + CHUNK, 0);
  }

  @Test
  void aFrameOfOneByteCountsForItsBuffer() {
    var requests = requests(100);
    var request = begin(requests, 1);
    for (int i = 0; i < 255; i++) {
      request.inboundWireSize(1);
    }
    assertThat(cut).isEmpty();
    request.inboundWireSize(1);
    assertThat(cut).containsExactly(address(1));
  }

  @Test
  void aCallKeepsWhatItSaidUntilItsEnd() {
    var requests = requests(100);
    var request = whole(requests, 1, 1_000);
    assertHeld(requests, 1, 1_000, 0);
    assertThat(requests.end(request)).isTrue();
    assertHeld(requests, 0, 0, 1_000);
    request.streamClosed(Status.OK);
    assertHeld(requests, 0, 0, 0);
  }

  @Test
  void largeRequestsThatAreServedLeaveRoomForSmallOnes() {
    var requests = requests(100);
    for (int i = 0; i < 4; i++) {
      assertThat(requests.end(whole(requests, i, 1 << 20))).isTrue();
    }
    assertThat(requests.end(whole(requests, 7, 1 << 20))).isFalse();
    assertThat(ended).containsExactly("7 RESOURCE_EXHAUSTED");
    assertThat(requests.end(whole(requests, 11, CHUNK))).isTrue();
    assertHeld(requests, 0, 0, (1 << 22) + CHUNK);
    assertThat(cut).isEmpty();
  }

  @Test
  void whoTakesTooLongIsSentAwayAndOthersAreNot() {
    var requests = requests(100);
    begin(requests, 1);
    timer.advance(Duration.ofSeconds(6));
    begin(requests, 2);
    var whole = begin(requests, 3);
    assertThat(requests.end(whole)).isTrue();
    timer.advance(Duration.ofSeconds(4));
    assertThat(ended).containsExactly("1 DEADLINE_EXCEEDED");
    timer.advance(Duration.ofSeconds(6));
    assertThat(ended).containsExactly("1 DEADLINE_EXCEEDED", "2 DEADLINE_EXCEEDED");
    assertThat(timer.pending()).isZero();
  }

  private ArrivingRequests requests(int calls) {
    var policy = ServingPolicy.DEFAULT.withMaxCalls(calls).withMaxMessageBytes(1 << 18);
    var begin = timer.instant();
    var requests =
        new ArrivingRequests(
            policy,
            new Timing(
                timer, () -> Duration.between(begin, timer.instant()).toNanos(), timer, () -> 0L));
    requests.cutBy(cut::add);
    return requests;
  }

  private static void assertHeld(ArrivingRequests requests, int unfinished, int held, int served) {
    assertThat(requests)
        .hasToString(
            "ArrivingRequests[%d/100, %d and %d/4194304 bytes]"
                .formatted(unfinished, held, served));
  }

  private ArrivingRequest whole(ArrivingRequests requests, int number, int bytes) {
    var request = begin(requests, number);
    request.inboundWireSize(bytes);
    request.inboundMessageRead(0, bytes, bytes);
    return request;
  }

  private ArrivingRequest begin(ArrivingRequests requests, int number) {
    return begin(requests, number, new CallerConnection(Optional.of(address(number))));
  }

  private ArrivingRequest begin(
      ArrivingRequests requests, int number, CallerConnection connection) {
    var request = (ArrivingRequest) requests.newServerStreamTracer("a.B/C", new Metadata());
    requests.begin(request, new EndableCall<>(new Call(number)), connection);
    return request;
  }

  private static SocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Notes how it ends. */
  private final class Call extends ServerCall<byte[], byte[]> {
    private final int number;

    Call(int number) {
      this.number = number;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      ended.add(number + " " + status.getCode());
    }

    @Override
    public MethodDescriptor<byte[], byte[]> getMethodDescriptor() {
      return Bytes.method("a.B/C");
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(byte[] message) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
