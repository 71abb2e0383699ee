package dev.faremesh.cli.forecast;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.MarketOptions;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.Json;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.demand.v1.GetCalibrationRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Shows how the forecasts of a city did over the last hour of its event time. */
@Command(name = "calibration", description = "Show how live forecasts did over the last hour.")
final class CalibrationCommand implements Callable<Integer> {
  @Mixin private MarketOptions market = new MarketOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.DEMAND);

  @Override
  public Integer call() {
    var request =
        GetCalibrationRequest.newBuilder()
            .setCity(market.city())
            .setProduct(market.product())
            .build();
    try (var connections = Connections.to(targets)) {
      var calibration = connections.demand().getCalibration(request);
      if (output.json()) {
        output.out().println(Json.document(calibration));
      } else {
        new CalibrationTable(calibration).print(output.terminal());
      }
    }
    return ExitCode.OK;
  }
}
