package dev.faremesh.evaluation.profile;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.forecast.Profile;
import java.io.IOException;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a profile says, in short. */
final class ProfileReport {
  private static final int SLOTS_PER_HOUR = 12;
  private static final int HOURS = 24;

  private final History history;
  private final Profile profile;

  /**
   * Of a history.
   *
   * @throws IOException when no profile can be made of it
   */
  ProfileReport(History history) throws IOException {
    this.history = history;
    try {
      this.profile = Profile.of(history);
    } catch (IllegalArgumentException e) {
      throw new IOException("no profile can be made: " + e.getMessage(), e);
    }
  }

  void print(OutputOptions output) {
    if (output.json()) {
      output.out().println(PlainJson.document(facts()));
      return;
    }
    var head = Table.of("", "");
    facts().forEach((name, value) -> head.row(name.replace('_', ' '), value.toString()));
    head.print(output.terminal());
    output.out().println();
    var table =
        Table.of("DAY", "SESSIONS>", "BUSIEST HOUR>", "SESSIONS>", "QUIETEST>", "SESSIONS>");
    for (DayOfWeek day : DayOfWeek.values()) {
      table.row(row(day));
    }
    table.print(output.terminal());
  }

  private Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("profile", profile.version());
    facts.put("zone", history.zone().toString());
    facts.put("days", history.days().size());
    facts.put("sessions", history.sessions());
    facts.put("cells", profile.cells().size());
    return facts;
  }

  private String[] row(DayOfWeek day) {
    double total = 0;
    int busiest = 0;
    int quietest = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      total += sessions(day, hour);
      busiest = sessions(day, hour) > sessions(day, busiest) ? hour : busiest;
      quietest = sessions(day, hour) < sessions(day, quietest) ? hour : quietest;
    }
    return new String[] {
      day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT),
      Wording.number(total, 0),
      busiest + ":00",
      Wording.number(sessions(day, busiest), 0),
      quietest + ":00",
      Wording.number(sessions(day, quietest), 0)
    };
  }

  private double sessions(DayOfWeek day, int hour) {
    int first = ((day.getValue() - 1) * HOURS + hour) * SLOTS_PER_HOUR;
    double sum = 0;
    for (int slot = first; slot < first + SLOTS_PER_HOUR; slot++) {
      sum += profile.expectedInCity(slot);
    }
    return sum;
  }
}
