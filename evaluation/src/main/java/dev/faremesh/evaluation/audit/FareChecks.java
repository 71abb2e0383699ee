package dev.faremesh.evaluation.audit;

import dev.faremesh.cli.output.Wording;
import dev.faremesh.pricing.Fare;
import dev.faremesh.pricing.FareLine;
import dev.faremesh.pricing.Money;
import dev.faremesh.pricing.v1.Quote;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sets the lines of a fare beside those of a quote. */
record FareChecks(Quote quote, Fare fare) {
  private record Line(String name, String amount) {
    static final Line NONE = new Line("", Wording.UNKNOWN);
  }

  List<Check> checks() {
    var was = quote.getLinesList().stream().map(FareChecks::line).toList();
    var is = fare.lines().stream().map(FareChecks::line).toList();
    var checks = new ArrayList<Check>();
    for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
      var one = i < was.size() ? was.get(i) : Line.NONE;
      var other = i < is.size() ? is.get(i) : Line.NONE;
      if (one.name.equals(other.name)) {
        checks.add(new Check(one.name, one.amount, other.amount));
      } else {
        checks.add(new Check("line " + (i + 1), words(one), words(other)));
      }
    }
    checks.add(new Check("total", amount(quote.getTotal()), amount(fare.total())));
    return checks;
  }

  private static String words(Line line) {
    return (line.name + " " + line.amount).strip();
  }

  private static Line line(dev.faremesh.pricing.v1.FareLine line) {
    var kind = Wording.constant(line.getKind(), "FARE_LINE_KIND_");
    return new Line(
        line.hasLabel() ? kind + ": " + line.getLabel() : kind, amount(line.getAmount()));
  }

  private static Line line(FareLine line) {
    var kind = line.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Line(
        line.label().map(label -> kind + ": " + label).orElse(kind), amount(line.amount()));
  }

  private static String amount(com.google.type.Money money) {
    return money.getCurrencyCode() + " " + Wording.amount(money);
  }

  private static String amount(Money money) {
    int digits = money.currency().getDefaultFractionDigits();
    return money.currency() + " " + BigDecimal.valueOf(money.minor(), digits).toPlainString();
  }
}
