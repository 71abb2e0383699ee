package dev.faremesh.mesh.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** When feeds were heard, for as long back as anybody asks. Not safe for use by threads. */
final class HeardSpans {
  private static final Duration REMEMBERED = Duration.ofHours(3);

  private final Deque<Span> spans = new ArrayDeque<>();

  void begin(Instant start) {
    spans.removeIf(span -> span.to().isBefore(start.minus(REMEMBERED)));
    spans.addLast(new Span(start, Instant.MAX));
  }

  void end(Instant end) {
    spans.addLast(new Span(spans.removeLast().from(), end));
  }

  void clear() {
    spans.clear();
  }

  /** When a feed was heard last; empty when none was. */
  Optional<Instant> last() {
    return spans.isEmpty() ? Optional.empty() : Optional.of(spans.getLast().to());
  }

  /** The share of the {@code window} before a moment in which feeds were heard, 0 to 1. */
  double share(Duration window, Instant until) {
    var from = until.minus(window);
    var total = Duration.ZERO;
    for (Span span : spans) {
      var start = span.from().isBefore(from) ? from : span.from();
      var end = span.to().isAfter(until) ? until : span.to();
      if (end.isAfter(start)) {
        total = total.plus(Duration.between(start, end));
      }
    }
    return Math.min(1, (double) total.toMillis() / window.toMillis());
  }

  /** One time in which a feed was open; without an end while it is. */
  private record Span(Instant from, Instant to) {}
}
