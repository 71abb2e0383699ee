package dev.faremesh.lab.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.lab.v1.RelayRequest;
import dev.faremesh.lab.v1.RelayResponse;
import dev.faremesh.lab.v1.RelayServiceGrpc;
import dev.faremesh.lab.v1.RelayServiceGrpc.RelayServiceBlockingStub;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeated calls on real Netty, counted at the callee. */
@Timeout(30)
final class NaiveRetriesTest {
  private static final Set<Status.Code> REPEATED =
      EnumSet.of(
          Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);
  private static final RelayRequest REQUEST = RelayRequest.newBuilder().setKey("k7").build();

  private final ScriptedLeaf leaf = new ScriptedLeaf();
  private final ManagedChannel channel =
      NettyChannelBuilder.forAddress("127.0.0.1", leaf.port()).usePlaintext().build();
  private final CountedCalls calls = new CountedCalls();
  private volatile boolean inForce = true;

  @AfterEach
  void close() {
    channel.shutdownNow();
    leaf.close();
  }

  @Test
  void failedCallIsMadeAgainWithItsHeadersAndItsMessage() {
    leaf.fail(Status.UNAVAILABLE, 2);
    var tag = Metadata.Key.of("tag", Metadata.ASCII_STRING_MARSHALLER);
    var sent = new Metadata();
    sent.put(tag, "t5");

    var answer =
        caller(3).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(sent)).relay(REQUEST);

    assertThat(answer.getHops()).isEqualTo(1);
    assertThat(leaf.keys).containsExactly("k7", "k7", "k7");
    assertThat(leaf.headers).extracting(headers -> headers.get(tag)).containsOnly("t5");
  }

  @Test
  void callerHearsTheLastAttemptAlone() {
    leaf.fail(Status.UNAVAILABLE, 1);
    var headers = new AtomicReference<Metadata>();
    var trailers = new AtomicReference<Metadata>();

    var _ =
        caller(2)
            .withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(headers, trailers))
            .relay(REQUEST);

    assertThat(headers.get().getAll(ScriptedLeaf.CALL)).containsExactly("2");
  }

  @Test
  void attemptsEndWithTheirNumber() {
    leaf.fail(Status.UNAVAILABLE.withDescription("first"), 1)
        .fail(Status.UNAVAILABLE, 2)
        .fail(Status.RESOURCE_EXHAUSTED.withDescription("fourth"), 9);

    var failure = failureOf(caller(4));

    assertThat(failure.getStatus().getDescription()).isEqualTo("fourth");
    assertThat(leaf.keys).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(value = Status.Code.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
  void whatSpeaksOfTheMomentIsRepeatedAndNothingElse(Status.Code code) {
    leaf.fail(code.toStatus(), 9);

    assertThat(failureOf(caller(3)).getStatus().getCode()).isEqualTo(code);

    assertThat(leaf.keys).hasSize(REPEATED.contains(code) ? 3 : 1);
  }

  @Test
  void nothingIsRepeatedWhileItIsNotInForce() {
    inForce = false;
    leaf.fail(Status.UNAVAILABLE, 1);
    var _ = failureOf(caller(3));
    assertThat(leaf.keys).hasSize(1);

    inForce = true;
    leaf.fail(Status.UNAVAILABLE, 1);
    assertThat(caller(3).relay(REQUEST).getHops()).isEqualTo(1);
    assertThat(leaf.keys).hasSize(3);
  }

  @Test
  void streamIsNotRepeated() {
    var request = HealthCheckRequest.newBuilder().setService("fails").build();
    var stream = HealthGrpc.newBlockingStub(naive(3)).watch(request);

    assertThatThrownBy(stream::hasNext).hasMessage("UNAVAILABLE");

    assertThat(leaf.watches).containsExactly("fails");
  }

  @Test
  void attemptsShareTheDeadlineOfTheCaller() {
    leaf.fail(Status.UNAVAILABLE, 1);

    var _ = caller(2).withDeadlineAfter(1, TimeUnit.HOURS).relay(REQUEST);

    assertThat(leaf.deadlines)
        .hasSize(2)
        .allSatisfy(deadline ->
            assertThat(deadline.orElseThrow().timeRemaining(TimeUnit.MINUTES)).isBetween(50L, 60L));
  }

  @Test
  void noAttemptFollowsTheDeadlineOfTheCaller() {
    var late = caller(3).withDeadlineAfter(-1, TimeUnit.SECONDS);

    assertThat(failureOf(late).getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);

    assertThat(calls.made).hasValue(1);
  }

  @Test
  void noAttemptFollowsTheEndOfTheContextOfTheCaller() {
    try (var context = Context.current().withCancellation()) {
      leaf.failAfter(Status.UNAVAILABLE, () -> context.cancel(null));

      context.run(() -> {
        var _ = failureOf(caller(3));
      });
    }

    assertThat(calls.made).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void cancellationEndsTheAttemptUnderWayAndAllFurtherOnes(int failures) throws Exception {
    leaf.fail(Status.UNAVAILABLE, failures).hold().fail(Status.UNAVAILABLE, 9);
    var answer = RelayServiceGrpc.newFutureStub(naive(5)).relay(REQUEST);
    var _ = leaf.held.take();

    answer.cancel(true);

    assertThat(leaf.cancelled.take()).isEqualTo("cancelled");
    assertThatThrownBy(answer::get).isInstanceOf(CancellationException.class);
    assertThat(leaf.keys).hasSize(failures + 1);
  }

  @Test
  void callThatIsCancelledBeforeItIsSentEndsOnce() {
    var call = naive(3).newCall(RelayServiceGrpc.getRelayMethod(), CallOptions.DEFAULT);
    var closed = new CompletableFuture<Status>();
    var times = new AtomicInteger();
    call.start(
        new ClientCall.Listener<RelayResponse>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            times.incrementAndGet();
            closed.complete(status);
          }
        },
        new Metadata());
    call.sendMessage(REQUEST);

    call.cancel("changed my mind", null);
    call.cancel("again", null);
    call.halfClose();

    assertThat(closed.join().getCode()).isEqualTo(Status.Code.CANCELLED);
    assertThat(closed.join().getDescription()).isEqualTo("changed my mind");
    assertThat(times).hasValue(1);
    assertThat(calls.made).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 6})
  void numberOfAttemptsIsBounded(int attempts) {
    assertThatThrownBy(() -> new NaiveRetries(attempts, () -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attempts: " + attempts + " (expected: 1 to 5)");
  }

  private static StatusRuntimeException failureOf(RelayServiceBlockingStub caller) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> caller.relay(REQUEST));
  }

  private RelayServiceBlockingStub caller(int attempts) {
    return RelayServiceGrpc.newBlockingStub(naive(attempts));
  }

  private Channel naive(int attempts) {
    return ClientInterceptors.interceptForward(
        channel, new NaiveRetries(attempts, () -> inForce), calls);
  }
}
