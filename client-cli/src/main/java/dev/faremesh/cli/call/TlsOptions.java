package dev.faremesh.cli.call;

import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.cli.checkout.Checkout;
import dev.faremesh.mesh.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say who the caller is, and which servers it believes. */
final class TlsOptions {
  @Option(
      names = "--tls",
      order = 93,
      description = {
        "Call with the certificates of a mesh that `fare up --tls` runs. Without this and the"
            + " files below: in clear text.",
        "Env: FARE_TLS"
      })
  private boolean development;

  @Option(
      names = "--tls-ca",
      order = 94,
      paramLabel = "FILE",
      description = {
        "Call with TLS, and believe servers with a certificate of these authorities. PEM.",
        "Env: FARE_TLS_CA"
      })
  private Optional<Path> authorities = Optional.empty();

  @Option(
      names = "--tls-cert",
      order = 95,
      paramLabel = "FILE",
      description = {"Certificate to show to the servers. PEM.", "Env: FARE_TLS_CERT"})
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--tls-key",
      order = 96,
      paramLabel = "FILE",
      description = {"Key of the certificate. PEM, PKCS#8.", "Env: FARE_TLS_KEY"})
  private Optional<Path> key = Optional.empty();

  /**
   * Where the certificates are, empty for clear text. Files that are named win over {@code --tls}.
   *
   * @throws IllegalArgumentException when a certificate is named without its key
   * @throws IOException when {@code --tls} is given outside of a checkout
   */
  Optional<TlsFiles> files() throws IOException {
    var named = TlsFiles.ofCaller(certificate, key, authorities);
    return named.isEmpty() && development
        ? Optional.of(DevelopmentCertificates.of(Checkout.dataDir()).files("fare"))
        : named;
  }
}
