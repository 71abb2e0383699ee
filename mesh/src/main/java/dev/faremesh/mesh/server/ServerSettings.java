package dev.faremesh.mesh.server;

import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.serving.ServingPolicy;
import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import dev.faremesh.mesh.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server listens, what it takes on, and how it stops.
 *
 * @param maxWatchers how many clients may watch at once, at least 1
 * @param policies of the calls that it makes and serves
 * @param security who it is to others, and whom it lets in
 * @param telemetry where its numbers are sent; empty: nowhere
 */
public record ServerSettings(
    Listening listening,
    int maxWatchers,
    ServingPolicy serving,
    Drain drain,
    Controls controls,
    Policies policies,
    Security security,
    Optional<OtlpEndpoint> telemetry) {
  public ServerSettings {
    require(maxWatchers >= 1, "max-watchers", maxWatchers, ">= 1");
  }

  /**
   * Where a server listens, and with what.
   *
   * @param host the address
   * @param port 0 for any free one
   * @param healthPort where health alone is answered, in plaintext, at the same address; 0 for any
   *     free one, empty for nowhere
   * @param threads of the event loop, at least 1
   */
  public record Listening(String host, int port, Optional<Integer> healthPort, int threads) {
    public Listening {
      requirePort("port", port);
      healthPort.ifPresent(own -> {
        requirePort("health-port", own);
        require(own == 0 || own != port, "health-port", own, "another one than port");
      });
      require(threads >= 1, "threads", threads, ">= 1");
    }
  }

  /**
   * How a server stops.
   *
   * @param hold how long to go on serving after health says NOT_SERVING, so that callers turn away
   *     first
   * @param grace how long calls in flight may take to end after that
   */
  public record Drain(Duration hold, Duration grace) {
    public Drain {
      require(!hold.isNegative(), "drain-hold", hold, ">= 0");
      require(!grace.isNegative(), "drain-grace", grace, ">= 0");
    }
  }

  /**
   * What may be done to a server while it runs; nothing, unless it is enabled.
   *
   * @param faults FaultService is served
   * @param switches MeshService switches protections
   * @param reflection the server tells of its methods
   */
  public record Controls(boolean faults, boolean switches, boolean reflection) {
    /** Nothing. */
    public static final Controls NONE = new Controls(false, false);

    /** Without reflection. */
    public Controls(boolean faults, boolean switches) {
      this(faults, switches, false);
    }
  }

  /**
   * Who a server is to others, and whom it lets in.
   *
   * @param tls empty: it speaks in clear text, with everybody
   * @param accessFile who may call what; empty: as the server itself rules, when callers must show
   *     who they are
   */
  public record Security(Optional<TlsFiles> tls, Optional<Path> accessFile) {
    /** Clear text. */
    public static final Security NONE = new Security(Optional.empty(), Optional.empty());

    public Security {
      require(
          tls.isPresent() || accessFile.isEmpty(),
          "access-file",
          accessFile.map(Path::toString).orElse(""),
          "none without tls-cert: nobody could prove who calls");
    }

    /** By the rules of the server itself. */
    public Security(Optional<TlsFiles> tls) {
      this(tls, Optional.empty());
    }
  }

  /** For tests and tools: 127.0.0.1, one thread, no hold, nothing enabled. */
  public static ServerSettings local(int port) {
    return new ServerSettings(
        new Listening("127.0.0.1", port, Optional.empty(), 1),
        256,
        ServingPolicy.DEFAULT,
        new Drain(Duration.ZERO, Duration.ofSeconds(2)),
        Controls.NONE,
        Policies.ofContracts(),
        Security.NONE,
        Optional.empty());
  }

  /** The same, serving otherwise. */
  public ServerSettings with(ServingPolicy other) {
    return new ServerSettings(
        listening, maxWatchers, other, drain, controls, policies, security, telemetry);
  }

  /** The same, stopping otherwise. */
  public ServerSettings with(Drain other) {
    return new ServerSettings(
        listening, maxWatchers, serving, other, controls, policies, security, telemetry);
  }

  /** The same, with other controls. */
  public ServerSettings with(Controls other) {
    return new ServerSettings(
        listening, maxWatchers, serving, drain, other, policies, security, telemetry);
  }

  /** The same, with other policies. */
  public ServerSettings with(Policies other) {
    return new ServerSettings(
        listening, maxWatchers, serving, drain, controls, other, security, telemetry);
  }

  /** The same, with other security. */
  public ServerSettings with(Security other) {
    return new ServerSettings(
        listening, maxWatchers, serving, drain, controls, policies, other, telemetry);
  }

  /** The same, sending its numbers there. */
  public ServerSettings with(OtlpEndpoint other) {
    return new ServerSettings(
        listening, maxWatchers, serving, drain, controls, policies, security, Optional.of(other));
  }

  /** The same, for another number of watchers. */
  public ServerSettings withMaxWatchers(int most) {
    return new ServerSettings(
        listening, most, serving, drain, controls, policies, security, telemetry);
  }

  /** The same, answering health on another port. */
  public ServerSettings withHealthPort(int other) {
    return new ServerSettings(
        new Listening(listening.host, listening.port, Optional.of(other), listening.threads),
        maxWatchers,
        serving,
        drain,
        controls,
        policies,
        security,
        telemetry);
  }

  private static void requirePort(String name, int port) {
    require(port >= 0 && port <= 65_535, name, port, "0 to 65535");
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
