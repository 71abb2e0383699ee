package dev.faremesh.cli.local;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.seal.KeyFile;
import dev.faremesh.mesh.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The servers as they were built, run by the JVM that runs this.
 *
 * @param home the root of the checkout
 * @param flags of the JVM
 * @param options of all servers
 * @param quoteKeys the file of keys for those servers that sign or verify quotes
 * @param certificates of the servers; empty: they speak in clear text
 */
public record ServerJars(
    Path home,
    List<String> flags,
    List<String> options,
    Optional<Path> quoteKeys,
    Optional<DevelopmentCertificates> certificates)
    implements Launch {
  private static final Set<Peer> WITH_KEYS = EnumSet.of(Peer.DEMAND, Peer.PRICING);
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow");

  public ServerJars {
    flags = List.copyOf(flags);
    options = List.copyOf(options);
  }

  /** Servers that are to run for long, and to be fast in the end. */
  public static ServerJars toStay(Path home) {
    return new ServerJars(home, SMALL, List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * Servers that are to be quick at once: without the second compiler, which would take most of a
   * small machine for their first half minute.
   */
  public static ServerJars toStartQuickly(Path home) {
    var flags = new ArrayList<>(SMALL);
    flags.add("-XX:TieredStopAtLevel=1");
    return new ServerJars(home, flags, List.of(), Optional.empty(), Optional.empty());
  }

  /** The same, with options of all servers. */
  public ServerJars with(List<String> options) {
    return new ServerJars(home, flags, options, quoteKeys, certificates);
  }

  /** The same, with the keys of quotes. */
  public ServerJars with(KeyFile keys) {
    return new ServerJars(home, flags, options, Optional.of(keys.path()), certificates);
  }

  /** The same, with certificates. */
  public ServerJars with(Optional<DevelopmentCertificates> others) {
    return new ServerJars(home, flags, options, quoteKeys, others);
  }

  @Override
  public List<String> command(Peer server, int port, Map<Peer, Integer> others) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-jar", jar(server).toString()));
    command.addAll(List.of("--host", HOST, "--port", "" + port, "--until-stdin-closes"));
    command.addAll(options);
    if (quoteKeys.isPresent() && WITH_KEYS.contains(server)) {
      command.addAll(List.of("--quote-keys", quoteKeys.get().toString()));
    }
    certificates
        .map(all -> all.files(server + "-server"))
        .ifPresent(files -> command.addAll(optionsFor(files)));
    if (server == Peer.PRICING) {
      others.forEach((other, otherPort) ->
          command.addAll(List.of("--" + other + "-target", HOST + ":" + otherPort)));
    }
    return command;
  }

  private static List<String> optionsFor(TlsFiles files) {
    var given = new ArrayList<String>();
    files.certificate().ifPresent(path -> given.addAll(List.of("--tls-cert", path.toString())));
    files.key().ifPresent(path -> given.addAll(List.of("--tls-key", path.toString())));
    files.authorities().ifPresent(path -> given.addAll(List.of("--tls-ca", path.toString())));
    return given;
  }

  private Path jar(Peer server) throws IOException {
    var name = server + "-server";
    var jar = home.resolve(name).resolve("target").resolve(name + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw new IOException(jar + ": no such file (expected: built, as ./fare does on first use)");
    }
    return jar;
  }
}
