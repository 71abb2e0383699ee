package dev.faremesh.cli.local;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.checkout.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where a mesh on this machine listens, and what it keeps. */
public final class MeshOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec verb;

  @Option(
      names = "--supply-port",
      paramLabel = "PORT",
      defaultValue = "50051",
      description = "Port of supply-server on 127.0.0.1, 0 for any free one.")
  private int supplyPort;

  @Option(
      names = "--demand-port",
      paramLabel = "PORT",
      defaultValue = "50052",
      description = "Port of demand-server, likewise.")
  private int demandPort;

  @Option(
      names = "--pricing-port",
      paramLabel = "PORT",
      defaultValue = "50053",
      description = "Port of pricing-server, likewise.")
  private int pricingPort;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where the servers' logs and the keys of quotes are kept; if not given, in the checkout,"
              + " under .faremesh.")
  private Optional<Path> dataDir = Optional.empty();

  /**
   * The checkout that this program was built in.
   *
   * @throws IOException when nobody said where it is
   */
  public Path home() throws IOException {
    return checkout();
  }

  /** Likewise. */
  public static Path checkout() throws IOException {
    return Checkout.home();
  }

  /**
   * What to start.
   *
   * @throws ParameterException when ports are out of range, or the same
   */
  public MeshPlan plan() throws IOException {
    var ports =
        new EnumMap<Peer, Integer>(
            Map.of(Peer.SUPPLY, supplyPort, Peer.DEMAND, demandPort, Peer.PRICING, pricingPort));
    var taken = new HashSet<Integer>();
    ports.forEach((server, port) -> {
      if (port < 0 || port > 65_535) {
        throw wrong(server, port, "0 to 65535");
      }
      if (port != 0 && !taken.add(port)) {
        throw wrong(server, port, "another port than the other servers have");
      }
    });
    return new MeshPlan(ports, dataDir.orElse(home().resolve(".faremesh")).toAbsolutePath());
  }

  private RuntimeException wrong(Peer server, int port, String expected) {
    var message = "--%s-port: %d (expected: %s)".formatted(server, port, expected);
    return verb == null
        ? new IllegalStateException(message)
        : new ParameterException(verb.commandLine(), message);
  }
}
