package dev.faremesh.cli.edges;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.mesh.v1.CallNumbers;
import dev.faremesh.mesh.v1.LimitNumbers;
import dev.faremesh.mesh.v1.MethodEdge;
import dev.faremesh.mesh.v1.ReadNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers of the mesh as they read in a cell, with their units. */
final class Figures {
  private Figures() {}

  /** How many a second, lately. */
  static String rate(CallNumbers calls) {
    return Wording.number(calls.getRate(), 1) + "/s";
  }

  /** The share that was OK, lately; rounded down, so that all is not said of almost all. */
  static String ok(CallNumbers calls) {
    if (calls.getRate() == 0) {
      return Wording.UNKNOWN;
    }
    var percent = 100 * okShare(calls);
    return percent == 100 ? "100%" : Wording.number(Math.floor(10 * percent) / 10, 1) + "%";
  }

  /** The share that was OK, lately; 1 when there were none. */
  static double okShare(CallNumbers calls) {
    return calls.getRate() == 0 ? 1 : Math.min(1, calls.getOkRate() / calls.getRate());
  }

  /** What went on the wire for a call, lately. */
  static String attempts(MethodEdge method) {
    return method.getCalls().getRate() == 0
        ? Wording.UNKNOWN
        : Wording.number(method.getAttempts().getRate() / method.getCalls().getRate(), 2) + "/call";
  }

  static String p50(CallNumbers calls) {
    return calls.hasLatency() ? millis(calls.getLatency().getP50()) : Wording.UNKNOWN;
  }

  static String p99(CallNumbers calls) {
    return calls.hasLatency() ? millis(calls.getLatency().getP99()) : Wording.UNKNOWN;
  }

  private static String millis(Duration duration) {
    var millis = Durations.toNanos(duration) / 1e6;
    return Wording.number(millis, millis < 10 ? 2 : millis < 100 ? 1 : 0) + " ms";
  }

  /** Which protection turned calls away, and how many. */
  static String rejected(MethodEdge method) {
    List<String> parts = new ArrayList<>();
    addCount(parts, method.getRejectedByDeadline(), "deadline");
    addCount(parts, method.getRejectedByLimit(), "limit");
    addCount(parts, method.getRejectedByBreaker(), "breaker");
    return parts.isEmpty() ? Wording.UNKNOWN : String.join(", ", parts);
  }

  private static void addCount(List<String> parts, long count, String protection) {
    if (count > 0) {
      parts.add(count + " " + protection);
    }
  }

  /** The state of a connection. */
  static String connection(String state) {
    return switch (state) {
      case "" -> Wording.UNKNOWN;
      case "TRANSIENT_FAILURE" -> "failing";
      default -> state.toLowerCase(Locale.ROOT);
    };
  }

  /** State, failures and what they are counted among. */
  static String breaker(MethodEdge method) {
    if (!method.hasBreaker()) {
      return Wording.UNKNOWN;
    }
    var breaker = method.getBreaker();
    return "%s %d/%d"
        .formatted(
            Wording.constant(breaker.getState(), "BREAKER_STATE_").replace(' ', '-'),
            breaker.getFailures(),
            breaker.getCounted());
  }

  /** Under way, and how many may be. */
  static String limit(LimitNumbers limit) {
    return limit.getUnderWay() + "/" + limit.getLimit();
  }

  /** How many answers were last known, and the age of the latest. */
  static String lastKnown(ReadNumbers reads) {
    return reads.hasLastKnownAge()
        ? "%d (%d s)".formatted(reads.getLastKnown(), Durations.toSeconds(reads.getLastKnownAge()))
        : "" + reads.getLastKnown();
  }
}
