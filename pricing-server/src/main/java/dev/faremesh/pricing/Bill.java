package dev.faremesh.pricing;

import dev.faremesh.pricing.FareLine.Kind;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Adds lines up. For one thread. */
final class Bill {
  private final Currency currency;
  private final List<FareLine> lines = new ArrayList<>(8);
  private long total;
  private long untaxed;

  Bill(Currency currency) {
    this.currency = currency;
  }

  /** Adds a line, unless it is of nothing. */
  void add(Kind kind, Optional<String> label, long minor) {
    if (minor != 0) {
      lines.add(new FareLine(kind, label, new Money(currency, minor)));
      total = Math.addExact(total, minor);
    }
  }

  void add(Kind kind, long minor) {
    add(kind, Optional.empty(), minor);
  }

  void addUntaxed(Kind kind, Optional<String> label, long minor) {
    add(kind, label, minor);
    untaxed = Math.addExact(untaxed, minor);
  }

  /** The sum of the lines so far. */
  long total() {
    return total;
  }

  /** The sum of those lines that are taxed. */
  long taxable() {
    return total - untaxed;
  }

  Fare fare(String tariffVersion) {
    return new Fare(new Money(currency, total), lines, tariffVersion);
  }
}
