package dev.faremesh.cli.demo;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.cli.replay.Count;
import dev.faremesh.cli.replay.FeedCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a demo came to. */
record DemoSummary(int drivers, FeedCounts feed, QuoteCounts quotes) {
  void print(OutputOptions output) {
    if (output.json()) {
      output.out().println(PlainJson.line(Map.of("summary", numbers())));
      return;
    }
    output.out().println();
    var table = Table.of("THE EVENING", "HOW MANY>");
    numbers()
        .forEach((name, number) ->
            table.row(
                name.replace('_', ' '), Wording.number(number, name.startsWith("surge") ? 2 : 0)));
    table.print(output.terminal());
  }

  private Map<String, Double> numbers() {
    var numbers = new LinkedHashMap<String, Double>();
    numbers.put("drivers", (double) drivers);
    numbers.put("sessions", (double) feed.of(Count.SESSIONS));
    numbers.put("requests", (double) feed.of(Count.REQUESTS));
    numbers.put("starts", (double) feed.of(Count.STARTS));
    numbers.put("completions", (double) feed.of(Count.COMPLETIONS));
    numbers.put("cancellations", (double) feed.of(Count.CANCELLATIONS));
    numbers.put("quotes", (double) quotes.total());
    numbers.put("quotes_with_surge", (double) quotes.surging());
    numbers.put("surge_highest", quotes.highest());
    numbers.put("surge_mean", quotes.mean());
    numbers.put("quotes_degraded", (double) quotes.degraded());
    quotes.failed().forEach((status, count) -> numbers.put("quotes_" + status, (double) count));
    feed.failedCalls()
        .forEach((status, count) -> numbers.put("ride_calls_" + status, (double) count));
    feed.rejectedReports()
        .forEach((reason, count) -> numbers.put("reports_" + reason, (double) count));
    return numbers;
  }
}
