package dev.faremesh.mesh.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.call.Connection;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.read.Reading.Fresh;
import dev.faremesh.test.v1.LookupServiceGrpc;
import io.grpc.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers, answers and those who leave, all on threads of their own. */
@Timeout(60)
class ConcurrentReadersTest {
  private static final int THREADS = 4;
  private static final int READS = 2000;
  private static final List<String> WORDS = List.of("apple", "fig", "pear", "plum", "quince");

  private final ScheduledExecutorService loop = Executors.newScheduledThreadPool(2);
  private final AtomicInteger calls = new AtomicInteger();
  private final Edge edge =
      new Edge(
          "dictionary",
          "nowhere",
          "reader",
          Policies.ofContracts(),
          Timing.system(loop),
          Switches.allOn(),
          Connection.ALWAYS_READY);
  private final Reader<String, String, Long> reader =
      new Reader<>(edge, LookupServiceGrpc.getLookupMethod(), loop, 3, this::lookUp);

  @AfterEach
  void close() {
    loop.shutdownNow();
  }

  @Test
  void everyReadEndsOnceAndIsToldWhatItAskedFor() throws Exception {
    var left = ConcurrentHashMap.<Integer>newKeySet();
    try (var readers = Executors.newFixedThreadPool(THREADS)) {
      var work = new ArrayList<Callable<Void>>();
      for (int thread = 0; thread < THREADS; thread++) {
        int mine = thread;
        work.add(() -> {
          readAll(mine, left);
          return null;
        });
      }
      for (var done : readers.invokeAll(work)) {
        done.get();
      }
    }
    int answered = THREADS * READS - left.size();
    assertThat(edge.stateOf(LookupServiceGrpc.getLookupMethod()).reads().snapshot().fresh())
        .isEqualTo(answered);
    assertThat(left).hasSizeLessThan(THREADS * READS / 2);
    assertThat(calls).hasValueBetween(1, 2 * THREADS * READS);
  }

  private void readAll(int thread, ConcurrentHashMap.KeySetView<Integer, Boolean> left)
      throws Exception {
    for (int i = 0; i < READS; i++) {
      int number = thread * READS + i;
      var words = List.of(WORDS.get(i % 5), WORDS.get((i + 1 + thread % 4) % 5));
      var mine = Context.ROOT.withCancellation();
      var reading = mine.call(() -> reader.read("en", words)).toCompletableFuture();
      if (i % 3 == 0) {
        loop.execute(() -> mine.cancel(null));
      }
      reading
          .handle((read, failure) -> {
            if (failure != null) {
              left.add(number);
            } else {
              assertThat(((Fresh<String, Long>) read).values().keySet()).containsAll(words);
            }
            return read;
          })
          .get();
      mine.cancel(null);
    }
  }

  private CompletionStage<Map<String, Long>> lookUp(String language, List<String> words) {
    calls.incrementAndGet();
    var answer = new CompletableFuture<Map<String, Long>>();
    loop.execute(() -> {
      Map<String, Long> lengths = new HashMap<>();
      words.forEach(word -> lengths.put(word, (long) word.length()));
      answer.complete(lengths);
    });
    return answer;
  }
}
