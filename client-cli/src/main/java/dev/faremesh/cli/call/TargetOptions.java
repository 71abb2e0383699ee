package dev.faremesh.cli.call;

import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.tls.TlsFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that say where the servers listen and how long to wait for them. A mixin of every
 * verb that makes calls.
 */
public final class TargetOptions {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Set<Peer> peers = EnumSet.noneOf(Peer.class);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec verb;

  @Option(
      names = "--target",
      paramLabel = "[NAME=]HOST:PORT",
      split = ",",
      hideParamSyntax = true,
      order = 91,
      converter = TargetReader.class,
      description = {
        "Where a server listens; NAME is supply, demand or pricing, and may be left out where a"
            + " verb talks to one server. May be repeated. Without it: 127.0.0.1, supply on 50051,"
            + " demand on 50052, pricing on 50053.",
        "Env: FARE_TARGET"
      })
  private List<Target> targets = List.of();

  @Option(
      names = "--deadline",
      order = 92,
      paramLabel = "DURATION",
      defaultValue = "2s",
      converter = DurationReader.class,
      description = {
        "Longest wait for a connection, and for each answer (a contract may allow less).",
        "Env: FARE_DEADLINE"
      })
  private Duration deadline = Duration.ZERO;

  @Mixin private TlsOptions tls = new TlsOptions();

  /**
   * The options of a verb.
   *
   * @param peers the servers that it talks to
   */
  public TargetOptions(Peer... peers) {
    this.peers.addAll(List.of(peers));
  }

  /**
   * Where a server listens.
   *
   * @throws ParameterException when an address does not say whose it is and the verb talks to
   *     several servers
   */
  public String target(Peer peer) {
    Optional<String> named = Optional.empty();
    for (Target target : targets) {
      if (target.peer().isEmpty() && peers.size() > 1) {
        throw wrong(
            "--target: '%s' (expected: NAME=%s, because this verb talks to %s)"
                .formatted(target.address(), target.address(), peers));
      }
      if (target.peer().orElse(peer) == peer) {
        named = Optional.of(target.address());
      }
    }
    return named.orElse("127.0.0.1:" + peer.port());
  }

  /** The longest wait for one answer. */
  public Duration deadline() {
    if (!deadline.isPositive() || deadline.compareTo(LONGEST) > 0) {
      throw wrong("--deadline: %s (expected: > 0 and <= %s)".formatted(deadline, LONGEST));
    }
    return deadline;
  }

  /**
   * The certificates to call with, empty for clear text.
   *
   * @throws ParameterException when files do not fit each other
   */
  public Optional<TlsFiles> tls() {
    try {
      return tls.files();
    } catch (IllegalArgumentException e) {
      throw wrong("--" + e.getMessage());
    } catch (IOException e) {
      throw wrong("--tls: " + e.getMessage());
    }
  }

  private RuntimeException wrong(String message) {
    return verb == null
        ? new IllegalStateException(message)
        : new ParameterException(verb.commandLine(), message);
  }

  /** Reads one value of {@code --target}. */
  static final class TargetReader implements ITypeConverter<Target> {
    @Override
    public Target convert(String text) {
      return Target.parse(text);
    }
  }

  /** Reads durations as the servers do. */
  static final class DurationReader implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return ServerMain.duration(text);
    }
  }
}
