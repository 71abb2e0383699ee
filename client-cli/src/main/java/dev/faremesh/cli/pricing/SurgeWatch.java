package dev.faremesh.cli.pricing;

import dev.faremesh.cli.output.Json;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.WatchSurgeResponse;
import java.util.Iterator;
import java.util.List;

/** Prints multipliers as they change, and the inputs when their states do. */
final class SurgeWatch {
  private final OutputOptions output;
  private final boolean all;
  private List<InputState> states = List.of();

  SurgeWatch(OutputOptions output, boolean all) {
    this.output = output;
    this.all = all;
  }

  /** Prints until the server ends the stream, or nobody reads what is printed. */
  void follow(Iterator<WatchSurgeResponse> responses) {
    while (responses.hasNext() && !output.out().checkError()) {
      print(responses.next());
    }
  }

  private void print(WatchSurgeResponse response) {
    if (output.json()) {
      output.out().println(Json.line(response));
      return;
    }
    new SurgeTable(response.getCellsList(), all).print(output.terminal());
    var now = response.getInputsList().stream().map(Input::getState).toList();
    if (!now.equals(states)) {
      states = now;
      response.getInputsList().forEach(input -> output.err().println(Inputs.line(input)));
    }
  }
}
