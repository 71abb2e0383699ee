package dev.faremesh.cli.check;

import dev.faremesh.cli.call.CallFailure;
import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.MarketOptions;
import dev.faremesh.cli.call.Peer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at one server, from the connection inwards. */
final class ServerChecks {
  private final Peer server;
  private final String target;
  private final Connections connections;
  private final MarketOptions market;

  ServerChecks(Peer server, String target, Connections connections, MarketOptions market) {
    this.server = server;
    this.target = target;
    this.connections = connections;
    this.market = market;
  }

  /** All that was found; when the server cannot be reached, only that. */
  List<Check> run() {
    List<Check> checks = new ArrayList<>();
    var reachable = reachable();
    checks.add(reachable);
    if (reachable.hasFailed()) {
      return checks;
    }
    checks.add(health("health", ""));
    checks.add(health("service", server.service()));
    checks.add(reflection());
    checks.addAll(reading());
    return checks;
  }

  private Check reachable() {
    try {
      var _ = connections.connected(server);
      return Check.ok(server, "reachable", "answers at " + target);
    } catch (StatusRuntimeException e) {
      return Check.failed(
          server,
          "reachable",
          "%s (%s)".formatted(summary(e), target),
          "start the mesh with: fare up; or say where it is: --target %s=HOST:PORT"
              .formatted(server));
    }
  }

  private Check health(String name, String service) {
    var request = HealthCheckRequest.newBuilder().setService(service).build();
    var stub = HealthGrpc.newBlockingStub(connections.channel(server));
    var subject = service.isEmpty() ? "" : service + " ";
    try {
      var status = connections.bounded(stub).check(request).getStatus();
      return status == ServingStatus.SERVING
          ? Check.ok(server, name, subject + status)
          : Check.failed(
              server, name, subject + status, "it is starting or stopping: look again soon");
    } catch (StatusRuntimeException e) {
      return Check.failed(server, name, subject + summary(e), strangerHint());
    }
  }

  private Check reflection() {
    try {
      var services = Reflection.services(connections.channel(server), connections);
      return services.contains(server.service())
          ? Check.ok(server, "reflection", "lists " + server.service())
          : Check.failed(server, "reflection", "lists " + services, strangerHint());
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode() == Status.Code.UNIMPLEMENTED
          ? Check.noted(server, "reflection", "closed: the server opens it with --reflection")
          : Check.failed(server, "reflection", summary(e), strangerHint());
    }
  }

  private List<Check> reading() {
    try {
      var reading = Reading.of(server, connections, market);
      var feed =
          new Check(
              server,
              server == Peer.PRICING ? "inputs" : "feed",
              Check.Outcome.NOTED,
              reading.feed(),
              reading.fed()
                  ? Optional.empty()
                  : Optional.of("feed it with: fare replay FILE; or see: fare demo"));
      return List.of(Check.ok(server, "read", reading.method() + " answers"), feed);
    } catch (StatusRuntimeException e) {
      return List.of(
          Check.failed(server, "read", summary(e), "the server's log may say why; see --city"));
    }
  }

  private String strangerHint() {
    return "is %s a %s-server? say where it is: --target %s=HOST:PORT"
        .formatted(target, server, server);
  }

  private static String summary(StatusRuntimeException failure) {
    return CallFailure.of(failure).map(CallFailure::summary).orElseThrow();
  }
}
