package dev.faremesh.mesh.read;

import static dev.faremesh.mesh.read.ReaderTest.isFresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.read.Reading.Fresh;
import dev.faremesh.mesh.read.Reading.LastKnown;
import dev.faremesh.mesh.read.Reading.Missing;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.test.v1.LookupRequest;
import dev.faremesh.test.v1.LookupResponse;
import dev.faremesh.test.v1.LookupServiceGrpc;
import io.grpc.Context;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over Netty, through all layers. */
@Timeout(60)
class ReaderOverGrpcTest {
  private final WordServer server = new WordServer();
  private final MeshNode node = MeshNode.start("reader", ServerSettings.local(0));
  private final ScheduledExecutorService loop = node.loop().timer();
  private final MeshChannel channel = node.open("words", server.address());
  private final Reader<String, String, Long> reader =
      new Reader<>(
          channel.edge(),
          LookupServiceGrpc.getLookupMethod(),
          loop,
          100,
          BatchCall.unary(
              channel.layers(),
              LookupServiceGrpc.getLookupMethod(),
              ReaderOverGrpcTest::request,
              ReaderOverGrpcTest::numbers));

  @AfterEach
  void close() {
    node.close();
    server.close();
  }

  @Test
  void readersOfOneRunOfTheLoopAreOneCallOfTheServer() throws Exception {
    var readings =
        loop.submit(
                () -> {
                  var all = new ArrayList<CompletableFuture<Reading<String, Long>>>();
                  for (int i = 0; i < 64; i++) {
                    all.add(read(Context.ROOT, "apple", "fig"));
                  }
                  return all;
                })
            .get();
    CompletableFuture.allOf(readings.toArray(CompletableFuture[]::new)).get();

    assertThat(readings)
        .hasSize(64)
        .allMatch(reading -> reading.join().equals(new Fresh<>(Map.of("apple", 5L, "fig", 3L))));
    assertThat(server.served).hasSize(1);
    assertThat(channel.edge().stateOf(LookupServiceGrpc.getLookupMethod()).reads().snapshot())
        .matches(counts -> counts.fresh() == 64 && counts.coalesced() == 64);
  }

  @Test
  @DisplayName("T16: a call outlives its first reader, and has the contract's time and not theirs")
  void aCallOutlivesItsFirstReader() throws Exception {
    server.holds = true;
    var mine = Criticality.SHEDDABLE.in(Context.ROOT).withDeadlineAfter(1, TimeUnit.HOURS, loop);
    var other = Criticality.SHEDDABLE.in(Context.ROOT).withCancellation();
    var leaving = read(mine, "apple");
    var call = server.held.get();
    var staying = read(other, "apple");
    mine.cancel(null);
    call.answer();

    assertThat(isFresh(settled(staying), "apple")).isTrue();
    assertThat(Status.fromThrowable(settled(leaving).exceptionNow()).getCode())
        .isEqualTo(Status.Code.CANCELLED);
    assertThat(server.served).hasSize(1);
    assertThat(call.criticality()).isEqualTo(Criticality.SHEDDABLE);
    assertThat(call.deadline().orElseThrow().timeRemaining(TimeUnit.SECONDS)).isLessThan(20);
    other.cancel(null);
  }

  @Test
  void theServerSeesThatNoReaderIsLeft() throws Exception {
    server.holds = true;
    var mine = Context.ROOT.withCancellation();
    var leaving = read(mine, "apple");
    var call = server.held.get();
    mine.cancel(null);

    assertThat(server.cancelled.get()).isSameAs(call);
    assertThat(settled(leaving)).isCompletedExceptionally();
  }

  @Test
  void aServerThatIsGoneIsStoodInForWithWhatItSaid() throws Exception {
    assertThat(read(Context.ROOT, "apple").get()).isInstanceOf(Fresh.class);
    server.close();

    assertThat(read(Context.ROOT, "apple").get())
        .matches(reading ->
            reading instanceof LastKnown<String, Long>(var values, var _)
                && values.keySet().equals(Set.of("apple")));
    assertThat(read(Context.ROOT, "fig").get())
        .matches(reading ->
            reading instanceof Missing<?, ?>(var status)
                && status.getCode() == Status.Code.UNAVAILABLE);
  }

  private CompletableFuture<Reading<String, Long>> read(Context reading, String... words) {
    var before = reading.attach();
    try {
      return reader.read("en", List.of(words)).toCompletableFuture();
    } finally {
      reading.detach(before);
    }
  }

  private static <T> CompletableFuture<T> settled(CompletableFuture<T> reading) throws Exception {
    reading.handle((value, failure) -> "done").get();
    return reading;
  }

  private static LookupRequest request(String language, List<String> words) {
    return LookupRequest.newBuilder().setLanguage(language).addAllWords(words).build();
  }

  private static Map<String, Long> numbers(List<String> words, LookupResponse answer) {
    Map<String, Long> numbers = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      numbers.put(words.get(i), answer.getNumbers(i));
    }
    return numbers;
  }
}
