package dev.faremesh.cli.replay;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a replay.
 *
 * @param rows of the file that were read
 * @param rejectedRows how many of them could not be replayed, by reason
 * @param wall the time that it took
 */
record ReplaySummary(long rows, Map<Fault, Long> rejectedRows, FeedCounts counts, Duration wall) {
  void print(OutputOptions output) {
    if (output.json()) {
      output.out().println(PlainJson.document(facts()));
      return;
    }
    var table = Table.of("WHAT", "HOW MANY>");
    numbers().forEach((name, number) -> table.row(name.replace('_', ' '), plain(number)));
    details()
        .forEach((name, reasons) ->
            reasons.forEach((reason, count) ->
                table.row(name.replace('_', ' ') + ": " + reason, plain(count))));
    table.print(output.terminal());
  }

  private Map<String, Double> numbers() {
    var seconds = wall.toMillis() / 1000.0;
    var numbers = new LinkedHashMap<String, Double>();
    numbers.put("rows", (double) rows);
    numbers.put("events", (double) counts.of(Count.MOMENTS));
    numbers.put("sessions", (double) counts.of(Count.SESSIONS));
    numbers.put("driver_reports", (double) counts.of(Count.DRIVER_REPORTS));
    numbers.put("acknowledged", (double) counts.of(Count.ACKNOWLEDGED));
    numbers.put("requests", (double) counts.of(Count.REQUESTS));
    numbers.put("starts", (double) counts.of(Count.STARTS));
    numbers.put("completions", (double) counts.of(Count.COMPLETIONS));
    numbers.put("wall_seconds", seconds);
    numbers.put("rows_per_second", (double) Math.round(rows / Math.max(seconds, 0.001)));
    numbers.put("max_lag_seconds", counts.maxLag().toMillis() / 1000.0);
    return numbers;
  }

  private Map<String, Map<String, Long>> details() {
    var byName = new TreeMap<String, Long>();
    rejectedRows.forEach((fault, count) -> byName.put(fault.name(), count));
    var details = new LinkedHashMap<String, Map<String, Long>>();
    details.put("rejected_rows", byName);
    details.put("rejected_reports", counts.rejectedReports());
    details.put("failed_calls", counts.failedCalls());
    return details;
  }

  private Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>(numbers());
    facts.putAll(details());
    return facts;
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.format(Locale.ROOT, "%,.3f", number);
  }
}
