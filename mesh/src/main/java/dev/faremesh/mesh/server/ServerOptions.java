package dev.faremesh.mesh.server;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.faremesh.mesh.policy.Overrides;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.serving.ConnectionPolicy;
import dev.faremesh.mesh.serving.ServingPolicy;
import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every server has, but for its port, whose default differs. */
public final class ServerOptions {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on.",
      defaultValue = "127.0.0.1")
  private String host = "";

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      description =
          "Port that answers health checks alone, in plaintext, as services startup, liveness and"
              + " readiness: for probes. Without it, --port is the only one.")
  private Optional<Integer> healthPort = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the event loop.",
      defaultValue = "1")
  private int threads;

  @Option(
      names = "--max-message-bytes",
      paramLabel = "BYTES",
      description = "Largest request message.",
      defaultValue = "1048576")
  private int maxMessageBytes;

  @Option(
      names = "--max-watchers",
      paramLabel = "N",
      description = "How many clients may watch at once.",
      defaultValue = "256")
  private int maxWatchers;

  @Option(
      names = "--drain-hold",
      paramLabel = "DURATION",
      description =
          "How long to serve on after saying NOT_SERVING, so that callers turn away first.",
      defaultValue = "0s")
  private Duration drainHold = Duration.ZERO;

  @Option(
      names = "--drain-grace",
      paramLabel = "DURATION",
      description = "How long calls in flight may take to end when stopping.",
      defaultValue = "5s")
  private Duration drainGrace = Duration.ZERO;

  @Option(
      names = "--max-calls",
      paramLabel = "N",
      description = "Most unary calls under way; further ones are shed, the least critical first.",
      defaultValue = "1024")
  private int maxCalls;

  @Option(
      names = "--rate-per-caller",
      paramLabel = "N",
      description =
          "Most calls that one caller may begin in a second, all of which may come at once. A"
              + " caller is who its certificate says, or else an address. 0: no such limit, for"
              + " only you know your callers, and a proxy's are all at one address.",
      defaultValue = "0")
  private int callerRate;

  @Option(
      names = "--stream-idle",
      paramLabel = "DURATION",
      description = "How long a client may say nothing on a stream of its own.",
      defaultValue = "5m")
  private Duration streamIdle = Duration.ZERO;

  @Option(
      names = "--stream-age",
      paramLabel = "DURATION",
      description = "How old a stream may get before its client must open another.",
      defaultValue = "1h")
  private Duration streamAge = Duration.ZERO;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description =
          "Most connections; further ones are closed at once. One address may hold half of them.",
      defaultValue = "1024")
  private int maxConnections;

  @Option(
      names = "--connection-age",
      paramLabel = "DURATION",
      description =
          "How old a connection may get before its client must connect, and look up addresses,"
              + " again.",
      defaultValue = "5m")
  private Duration connectionAge = Duration.ZERO;

  @Option(
      names = "--faults",
      description = "Serve FaultService, so that faults can be injected. Not in production.")
  private boolean faults;

  @Option(
      names = "--mesh-control",
      description = "Let MeshService switch protections off and on. Not in production.")
  private boolean meshControl;

  @Option(
      names = "--reflection",
      description = "Serve gRPC's reflection, by which strangers learn what there is to call.")
  private boolean reflection;

  @Option(
      names = "--policy-file",
      paramLabel = "FILE",
      description =
          "Numbers to use instead of the contracts', one a line: SERVICE/METHOD.field = value.")
  private @Nullable Path policyFile;

  @Option(
      names = "--otlp-endpoint",
      paramLabel = "URL",
      description =
          "Collector that takes metrics by OTLP over HTTP, such as http://collector:4318. Without"
              + " it, none are sent.")
  private Optional<OtlpEndpoint> otlpEndpoint = Optional.empty();

  @Option(
      names = "--until-stdin-closes",
      description =
          "Stop when standard input closes, so that no server outlives the program that started"
              + " it.")
  private boolean untilStdinCloses;

  @Mixin private SecurityOptions security = new SecurityOptions();

  /**
   * The options as settings.
   *
   * @param port to listen on, 0 for any free one
   * @param contracts of what this process serves and calls: the policy file may name their methods
   * @throws IllegalArgumentException when a value is out of range, or a policy contradicts itself
   */
  public ServerSettings settings(int port, FileDescriptor... contracts) {
    return new ServerSettings(
        new ServerSettings.Listening(host, port, healthPort, threads),
        maxWatchers,
        new ServingPolicy(
            maxMessageBytes,
            maxCalls,
            callerRate,
            streamIdle,
            streamAge,
            ConnectionPolicy.DEFAULT.with(maxConnections, connectionAge)),
        new ServerSettings.Drain(drainHold, drainGrace),
        new ServerSettings.Controls(faults, meshControl, reflection),
        policies(contracts),
        security.settings(),
        otlpEndpoint);
  }

  private Policies policies(FileDescriptor... contracts) {
    var services = Arrays.stream(contracts).flatMap(file -> file.getServices().stream()).toList();
    var overrides = policyFile == null ? Overrides.NONE : Overrides.read(policyFile);
    return Policies.ofContracts().overridden(overrides, services).checked(services);
  }

  boolean untilStdinCloses() {
    return untilStdinCloses;
  }
}
