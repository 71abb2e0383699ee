package dev.faremesh.cli.pricing;

import com.google.type.LatLng;
import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.MarketOptions;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.Position;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.call.Token;
import dev.faremesh.cli.output.Json;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks what a ride costs, and why. */
@Command(name = "quote", description = "Ask what a ride costs, and why.")
public final class QuoteCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FROM",
      converter = Position.class,
      description = "Where the ride starts: LAT,LON in degrees.")
  private LatLng from = LatLng.getDefaultInstance();

  @Parameters(
      index = "1",
      paramLabel = "TO",
      converter = Position.class,
      description = "Where it ends.")
  private LatLng to = LatLng.getDefaultInstance();

  @Option(
      names = "--strict",
      description = "Fail when neither supply nor demand is known, instead of giving a base fare.")
  private boolean strict;

  @Option(names = "--explain", description = "Tell step by step how the multiplier came about.")
  private boolean explain;

  @Option(
      names = "--rider",
      paramLabel = "ID",
      description = "Who asks: gets a token, which books the ride at this fare while it holds.")
  private @Nullable String rider;

  @Option(
      names = "--token",
      paramLabel = Token.LABEL,
      converter = Token.class,
      description =
          "The token of a quote that --rider holds, to be given back unchanged: "
              + Token.FORMS
              + ".")
  private @Nullable String token;

  @Mixin private MarketOptions market = new MarketOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.PRICING);

  @Override
  public Integer call() {
    try (var connections = Connections.to(targets)) {
      var quote = connections.pricing().quoteRide(request()).getQuote();
      print(quote);
    }
    return ExitCode.OK;
  }

  private void print(Quote quote) {
    if (output.json()) {
      output.out().println(Json.document(quote));
      return;
    }
    new Receipt(quote, explain).print(output.terminal());
    if (rider != null && quote.hasToken()) {
      new Booking(quote, rider).print(output.terminal());
    }
  }

  private QuoteRideRequest request() {
    var request =
        QuoteRideRequest.newBuilder()
            .setCity(market.city())
            .setProduct(market.product())
            .setPickup(from)
            .setDropoff(to)
            .setAllowBaseFare(!strict);
    if (rider != null) {
      request.setRiderId(rider);
    }
    if (token != null) {
      request.setQuoteToken(token);
    }
    return request.build();
  }
}
