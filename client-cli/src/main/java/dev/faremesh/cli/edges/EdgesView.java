package dev.faremesh.cli.edges;

import static java.util.stream.Collectors.joining;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.mesh.v1.CallNumbers;
import dev.faremesh.mesh.v1.Edge;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.MethodEdge;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import java.util.List;
import java.util.Locale;

/** What the servers say, as tables: what each serves, what it calls, and what protects that. */
record EdgesView(Answers<GetEdgesResponse> answers) {
  private static final double WELL = 0.999;

  void print(Terminal terminal) {
    servers().print(terminal);
    answers.given().forEach(given -> printCalls(given.server(), given.message(), terminal));
  }

  private Table servers() {
    var table = Table.of("SERVER", "SERVES>", "OK>", "P50>", "P99>", "LIMIT>", "SHED>");
    for (Answer<GetEdgesResponse> answer : answers.all()) {
      switch (answer) {
        case Answer.Given<GetEdgesResponse>(var server, var numbers) -> {
          var serving = numbers.getServing();
          var calls = serving.getCalls();
          table.row(
              tone(calls),
              server.toString(),
              Figures.rate(calls),
              Figures.ok(calls),
              Figures.p50(calls),
              Figures.p99(calls),
              serving.hasLimit() ? Figures.limit(serving.getLimit()) : Wording.UNKNOWN,
              "" + serving.getShed());
        }
        case Answer.Failed<GetEdgesResponse>(var server, var _) -> {
          var none = Wording.UNKNOWN;
          table.row(Tone.BAD, server.toString(), none, none, none, none, none, none);
        }
      }
    }
    return table;
  }

  private static void printCalls(Peer server, GetEdgesResponse numbers, Terminal terminal) {
    if (numbers.getEdgesList().stream().anyMatch(edge -> edge.getMethodsCount() > 0)) {
      var name = server.toString().toUpperCase(Locale.ROOT) + " CALLS";
      terminal.out().println();
      calls(name, numbers.getEdgesList()).print(terminal);
      terminal.out().println();
      protections(name, numbers.getEdgesList()).print(terminal);
    }
    var off = off(numbers.getProtectionsList());
    if (!off.isEmpty()) {
      terminal.out().println();
      terminal.out().println(terminal.paint(Tone.WARNING, "off at " + server + ": " + off));
    }
  }

  private static Table calls(String name, List<Edge> edges) {
    var table = Table.of(name, "RATE>", "OK>", "ATTEMPTS>", "P50>", "P99>", "REJECTED");
    for (Edge edge : edges) {
      for (MethodEdge method : edge.getMethodsList()) {
        var calls = method.getCalls();
        table.row(
            tone(calls),
            nameOf(edge, method),
            Figures.rate(calls),
            Figures.ok(calls),
            Figures.attempts(method),
            Figures.p50(calls),
            Figures.p99(calls),
            Figures.rejected(method));
      }
    }
    return table;
  }

  private static Table protections(String name, List<Edge> edges) {
    var table =
        Table.of(
            name,
            "CONNECTION",
            "BREAKER",
            "LIMIT>",
            "RETRIES LEFT>",
            "COALESCED>",
            "LAST KNOWN>",
            "MISSING>");
    for (Edge edge : edges) {
      for (MethodEdge method : edge.getMethodsList()) {
        boolean read = method.hasReads();
        var reads = method.getReads();
        table.row(
            tone(method),
            nameOf(edge, method),
            Figures.connection(edge.getConnectivity()),
            Figures.breaker(method),
            method.hasLimit() ? Figures.limit(method.getLimit()) : Wording.UNKNOWN,
            Wording.number(edge.getRetriesLeft(), 1),
            read ? "" + reads.getCoalesced() : Wording.UNKNOWN,
            read ? Figures.lastKnown(reads) : Wording.UNKNOWN,
            read ? "" + reads.getMissing() : Wording.UNKNOWN);
      }
    }
    return table;
  }

  /** As in logs: EDGE/METHOD. */
  private static String nameOf(Edge edge, MethodEdge method) {
    return edge.getName() + method.getMethod().substring(method.getMethod().lastIndexOf('/'));
  }

  /** The protections that are off, in words. */
  static String off(List<ProtectionSwitch> protections) {
    return protections.stream()
        .filter(protection -> !protection.getOn())
        .map(protection -> Wording.constant(protection.getProtection(), "PROTECTION_"))
        .collect(joining(", "));
  }

  private static Tone tone(CallNumbers calls) {
    return Figures.okShare(calls) < WELL ? Tone.WARNING : Tone.PLAIN;
  }

  private static Tone tone(MethodEdge method) {
    return switch (method.getBreaker().getState()) {
      case BREAKER_STATE_OPEN -> Tone.BAD;
      case BREAKER_STATE_HALF_OPEN -> Tone.WARNING;
      case BREAKER_STATE_CLOSED, BREAKER_STATE_UNSPECIFIED, UNRECOGNIZED -> Tone.PLAIN;
    };
  }
}
