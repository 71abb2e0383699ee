package dev.faremesh.pricing.rpc;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.Places;
import dev.faremesh.pricing.Signal;
import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.type.v1.Freshness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CellBatchTest {
  private record Entry(String cell, double count) {}

  private static final List<Cell> CELLS =
      Cell.at(Places.TIMES_SQUARE).neighbourhood().subList(0, 2);
  private static final Entry FIRST = new Entry(CELLS.get(0).toString(), 7);
  private static final Entry SECOND = new Entry(CELLS.get(1).toString(), 11);

  @Test
  void answerInTheOrderOfTheQuestionIsRead() {
    assertThat(heard(fresh(5, 0.9), FIRST, SECOND))
        .isInstanceOfSatisfying(
            Live.class,
            live ->
                assertThat(live.value())
                    .isEqualTo(new CellCounts(Map.of(CELLS.get(0), 7.0, CELLS.get(1), 11.0))));
  }

  @Test
  void answerForOtherCellsIsNonsense() {
    assertNonsense(heard(fresh(5, 0.9), SECOND, FIRST));
    assertNonsense(heard(fresh(5, 0.9), FIRST));
    assertNonsense(heard(fresh(5, 0.9), FIRST, SECOND, SECOND));
  }

  @Test
  void timeBeyondAllTimeIsNonsense() {
    var never = fresh(5, 0.9).toBuilder().setAsOf(Timestamp.newBuilder().setSeconds(1L << 62));

    assertNonsense(heard(never.build(), FIRST, SECOND));
  }

  private static void assertNonsense(Signal<CellCounts> signal) {
    assertThat(signal).isEqualTo(new Missing<>("NONSENSE"));
  }

  private static Signal<CellCounts> heard(Freshness freshness, Entry... entries) {
    var batch = new CellBatch(CELLS);
    var pending =
        new PendingSignal<List<Entry>>(answer ->
            batch.judge(freshness, answer, Entry::cell, entry -> Optional.of(entry.count())));
    pending.onNext(List.of(entries));
    pending.onCompleted();
    return pending.signal().toCompletableFuture().join();
  }
}
