package dev.faremesh.pricing.rpc;

import dev.faremesh.mesh.read.Reader;
import dev.faremesh.mesh.read.Reading;
import dev.faremesh.mesh.read.Reading.Fresh;
import dev.faremesh.mesh.read.Reading.LastKnown;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Signal;
import dev.faremesh.pricing.Signal.Missing;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Reads the counts of cells, and makes signals of what comes of it. What was last known is a signal
 * as old as it has become; what was put together from several answers is as old as the oldest of
 * them, and covered as the least.
 */
final class CellReader {
  /** What the contracts take in one call. */
  static final int MOST_CELLS = 1000;

  private final Reader<Question, Cell, Told> reader;

  CellReader(Reader<Question, Cell, Told> reader) {
    this.reader = reader;
  }

  /** Never fails: what could not be had is missing, under the name of its status code. */
  CompletionStage<Signal<CellCounts>> of(Market market, List<Cell> cells, Duration horizon) {
    return reader
        .read(new Question(market, horizon), cells)
        .handle((reading, failure) ->
            failure == null ? signal(cells, reading) : missing(Status.fromThrowable(failure)));
  }

  private static Signal<CellCounts> signal(List<Cell> cells, Reading<Cell, Told> reading) {
    return switch (reading) {
      case Fresh<Cell, Told>(var told) -> new Answers(told).over(cells).judge(cells);
      case LastKnown<Cell, Told>(var received, var _) ->
          Answers.aged(received).over(cells).judge(cells);
      case Reading.Missing<Cell, Told>(var status) -> missing(status);
    };
  }

  private static Signal<CellCounts> missing(Status status) {
    return new Missing<>(
        status.getCause() instanceof Nonsense ? Missing.NONSENSE : status.getCode().name());
  }
}
