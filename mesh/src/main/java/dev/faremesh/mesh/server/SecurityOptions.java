package dev.faremesh.mesh.server;

import dev.faremesh.mesh.tls.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say who a server is to others, and whom it lets in. */
final class SecurityOptions {
  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "Certificate to serve and to call with, and those between it and its authority: PEM, read"
              + " again when it changes. Without it: clear text.")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Key of the certificate: PEM, PKCS#8, read together with it.")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description =
          "Authorities: callers must show a certificate of theirs, and servers that are called are"
              + " held against them. PEM, read again when it changes.")
  private Optional<Path> authorities = Optional.empty();

  @Option(
      names = "--access-file",
      paramLabel = "FILE",
      description =
          "Who may call what, instead of what is built in, one rule a line: SERVICE/METHOD ="
              + " spiffe://..., spiffe://...; read again when it changes.")
  private Optional<Path> accessFile = Optional.empty();

  /**
   * The options as settings.
   *
   * @throws IllegalArgumentException when one is missing beside another
   */
  ServerSettings.Security settings() {
    return new ServerSettings.Security(
        TlsFiles.ofServer(certificate, key, authorities), accessFile);
  }
}
