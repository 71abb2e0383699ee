package dev.faremesh.cli.demo;

import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.Tone;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows frames: a table that is redrawn on a terminal, plain lines or JSON elsewhere. */
final class DemoView {
  private static final int HOTTEST = 10;

  /** A line that wrapped would be two, and erasing would miss one. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final OutputOptions output;
  private int drawn;

  DemoView(OutputOptions output) {
    this.output = output;
  }

  void show(Frame frame) {
    if (output.json()) {
      output.out().println(PlainJson.line(facts(frame)));
    } else if (output.terminal().live()) {
      redraw(frame);
    } else {
      output.out().println(frame.line());
      frame.quote().ifPresent(quote -> output.out().println("         quote " + Frame.line(quote)));
    }
  }

  private void redraw(Frame frame) {
    var terminal = output.terminal();
    var text = new StringWriter();
    draw(frame, new Terminal(new PrintWriter(text), terminal.err(), true, terminal.coloured()));
    var lines = text.toString();
    var erased = drawn == 0 ? "" : "\u001b[" + drawn + "A\u001b[J";
    terminal.out().print(erased + NO_WRAP + lines + WRAP);
    terminal.out().flush();
    drawn = (int) lines.lines().count();
  }

  private static void draw(Frame frame, Terminal terminal) {
    Table.of("EVENING", "CELLS>", "OPEN>", "BUSY>", "SESSIONS>", "REQUESTS>", "SURGE", "QUOTES/S>")
        .row(
            Tone.STRONG,
            frame.clock() + frame.lateness(),
            "" + frame.city().cells().size(),
            "" + frame.city().open(),
            "" + frame.city().busy(),
            "" + frame.city().sessions(),
            "" + frame.city().requests(),
            frame.surge(),
            "" + Math.round(frame.quotesPerSecond()))
        .print(terminal);
    terminal.out().println();
    var cells = Table.of("CELL", "OPEN>", "BUSY>", "SESSIONS>", "REQUESTS>", "SURGE>");
    for (var cell : frame.city().hottest(HOTTEST)) {
      cells.row(
          cell.surgeOrNone() > 1 ? Tone.WARNING : Tone.PLAIN,
          cell.cell(),
          "" + cell.open(),
          "" + cell.busy(),
          "" + cell.sessions(),
          "" + cell.requests(),
          Frame.number(cell.surge()));
    }
    cells.print(terminal);
    terminal.out().println();
    frame.quote().ifPresent(quote -> terminal.out().println("quote " + Frame.line(quote)));
    terminal.out().flush();
  }

  private static Map<String, Object> facts(Frame frame) {
    var city = frame.city();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("seconds", frame.elapsed().toSeconds());
    facts.put("event_time", frame.told());
    facts.put("cells", city.cells().size());
    facts.put("drivers_open", city.open());
    facts.put("drivers_busy", city.busy());
    facts.put("sessions", city.sessions());
    facts.put("requests", city.requests());
    facts.put("quotes_per_second", frame.quotesPerSecond());
    city.meanSurge().ifPresent(surge -> facts.put("surge_mean", surge));
    city.highestSurge().ifPresent(surge -> facts.put("surge_max", surge));
    frame.quote().ifPresent(quote -> facts.put("quote", Frame.line(quote)));
    return facts;
  }
}
