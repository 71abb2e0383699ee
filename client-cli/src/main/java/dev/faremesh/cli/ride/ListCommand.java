package dev.faremesh.cli.ride;

import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.Json;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.demand.v1.ListRidesRequest;
import dev.faremesh.demand.v1.ListRidesResponse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists rides, a page or all. */
@Command(name = "list", description = "List rides, oldest first.")
final class ListCommand implements Callable<Integer> {
  @Option(names = "--rider", paramLabel = "ID", description = "Only rides of this rider.")
  private @Nullable String rider;

  @Option(
      names = "--city",
      paramLabel = "CITY",
      description = {"Only rides of this city.", "Env: FARE_CITY"})
  private @Nullable String city;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only rides in this state: ${COMPLETION-CANDIDATES}.")
  private @Nullable StateFilter state;

  @Option(
      names = "--page-size",
      paramLabel = "N",
      defaultValue = "0",
      description = "Most rides of a page; 0 is the server's choice.")
  private int pageSize;

  @Option(
      names = "--page-token",
      paramLabel = "TOKEN",
      description = "The page that the page before named.")
  private String pageToken = "";

  @Option(names = "--all", description = "All pages, one after the other.")
  private boolean all;

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.DEMAND);

  @Override
  public Integer call() {
    ListRidesResponse page;
    try (var connections = Connections.to(targets)) {
      page = read(connections);
    }
    if (output.json()) {
      output.out().println(Json.document(page));
      return ExitCode.OK;
    }
    if (page.getRidesCount() == 0) {
      output.err().println("no rides");
    } else {
      RideTable.of(page.getRidesList()).print(output.terminal());
    }
    if (!page.getNextPageToken().isEmpty()) {
      output.err().println("more: --page-token " + page.getNextPageToken() + ", or --all");
    }
    return ExitCode.OK;
  }

  private ListRidesResponse read(Connections connections) {
    var rides = ListRidesResponse.newBuilder();
    var token = pageToken;
    do {
      rides.mergeFrom(connections.demand().listRides(request(token)));
      token = rides.getNextPageToken();
      rides.clearNextPageToken();
    } while (all && !token.isEmpty());
    return rides.setNextPageToken(token).build();
  }

  private ListRidesRequest request(String token) {
    var request = ListRidesRequest.newBuilder().setPageSize(pageSize).setPageToken(token);
    if (rider != null) {
      request.setRiderId(rider);
    }
    if (city != null) {
      request.setCity(city);
    }
    if (state != null) {
      request.setState(state.state());
    }
    return request.build();
  }
}
