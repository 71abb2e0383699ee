package dev.faremesh.mesh.read;

import dev.faremesh.mesh.call.Connection;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.ReadCounts;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.test.v1.LookupServiceGrpc;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A reader of words whose calls the test answers, on an event loop that the test moves. */
final class Dictionary implements BatchCall<String, String, Long> {
  static final int MOST_KEYS = 100;

  /** A call that was made. */
  record Call(
      String language,
      List<String> words,
      Context context,
      CompletableFuture<Map<String, Long>> answer) {
    /** Each word has a number, from one on. */
    void answer(long first) {
      Map<String, Long> numbers = new HashMap<>();
      for (String word : words) {
        numbers.put(word, first + numbers.size());
      }
      answer.complete(numbers);
    }

    void fail(Status status) {
      answer.completeExceptionally(status.asRuntimeException());
    }
  }

  final HandLoop loop = new HandLoop();
  final Switches switches = Switches.allOn();
  final List<Call> calls = new ArrayList<>();
  Optional<RuntimeException> refusal = Optional.empty();
  private final Edge edge;
  private final MethodDescriptor<?, ?> method;
  private final Reader<String, String, Long> reader;

  Dictionary() {
    this(LookupServiceGrpc.getLookupMethod(), MOST_KEYS);
  }

  Dictionary(MethodDescriptor<?, ?> method, int mostKeys) {
    this.method = method;
    this.edge =
        new Edge(
            "dictionary",
            "nowhere",
            "reader",
            Policies.ofContracts(),
            new Timing(InstantSource.system(), loop::nanos, loop, new Random(7)),
            switches,
            Connection.ALWAYS_READY);
    this.reader = new Reader<>(edge, method, loop, mostKeys, this);
  }

  @Override
  public CompletionStage<Map<String, Long>> start(String language, List<String> words) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    var call = new Call(language, words, Context.current(), new CompletableFuture<>());
    calls.add(call);
    return call.answer();
  }

  CompletableFuture<Reading<String, Long>> read(String... words) {
    return readIn("en", words);
  }

  CompletableFuture<Reading<String, Long>> readIn(String language, String... words) {
    return reader.read(language, List.of(words)).toCompletableFuture();
  }

  /** Reads for somebody. */
  CompletableFuture<Reading<String, Long>> readAs(Context reader, String... words) {
    var before = reader.attach();
    try {
      return read(words);
    } finally {
      reader.detach(before);
    }
  }

  /** Reads, and makes the call at once. */
  CompletableFuture<Reading<String, Long>> readNow(String... words) {
    var reading = read(words);
    loop.endRun();
    return reading;
  }

  ReadCounts.Snapshot counts() {
    return edge.stateOf(method).reads().snapshot();
  }
}
