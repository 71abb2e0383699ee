package dev.faremesh.cli.pricing;

import com.google.type.LatLng;
import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.output.Tone;
import dev.faremesh.pricing.v1.Quote;
import java.math.BigDecimal;

/** How a rider books at the fare of a quote: the verb, and the token on the last line. */
record Booking(Quote quote, String rider) {

  void print(Terminal terminal) {
    terminal.out().println();
    terminal.out().println("book it with this token: " + terminal.paint(Tone.STRONG, verb()));
    terminal.out().println(Table.printable(quote.getToken()));
  }

  private String verb() {
    return Table.printable(
        "fare ride request %s %s --city=%s --product=%s --rider='%s' --quote-token=-"
            .formatted(
                exact(quote.getPickup()),
                exact(quote.getDropoff()),
                quote.getCity(),
                quote.getProduct(),
                rider.replace("'", "'\\''")));
  }

  /** All digits: a quote is for its trip, to the last one. */
  private static String exact(LatLng position) {
    return plain(position.getLatitude()) + "," + plain(position.getLongitude());
  }

  private static String plain(double degrees) {
    return BigDecimal.valueOf(degrees).toPlainString();
  }
}
