package dev.faremesh.pricing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A source, of supply or of demand, that answers when the test says so. */
final class AskedSource implements SupplySource, DemandSource {
  /** A question, still open. */
  record Question(
      Market market,
      List<Cell> cells,
      Duration horizon,
      CompletableFuture<Signal<CellCounts>> answer) {}

  final List<Question> questions = new ArrayList<>();

  @Override
  public CompletionStage<Signal<CellCounts>> of(Market market, List<Cell> cells, Duration horizon) {
    var question = new Question(market, cells, horizon, new CompletableFuture<>());
    questions.add(question);
    return question.answer();
  }

  void answer(Signal<CellCounts> signal) {
    questions.getLast().answer().complete(signal);
  }
}
