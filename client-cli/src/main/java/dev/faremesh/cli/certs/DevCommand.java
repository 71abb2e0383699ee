package dev.faremesh.cli.certs;

import dev.faremesh.cli.checkout.Checkout;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.cli.output.PlainJson;
import dev.faremesh.cli.output.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes certificates for development. */
@Command(
    name = "dev",
    description = {
      "Make an authority, and certificates for supply-server, demand-server, pricing-server, client"
          + " and fare, for 30 days: for development, not for production. client may do what riders"
          + " and drivers need, fare is for operators and may do everything.",
      "Where the authority is there already, it signs new ones, and a mesh that runs takes them as"
          + " they come. One that ends within 30 days makes way for a new one, and both are"
          + " believed until it has ended."
    })
final class DevCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to; if not given, where `fare up --tls` looks: .faremesh/tls.")
  private Optional<Path> folder = Optional.empty();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    var certificates =
        folder.isPresent()
            ? new DevelopmentCertificates(folder.get())
            : DevelopmentCertificates.of(Checkout.dataDir());
    show(certificates, certificates.renew(Instant.now()));
    return ExitCode.OK;
  }

  private void show(DevelopmentCertificates certificates, Map<String, X509Certificate> made) {
    if (output.json()) {
      var members =
          Subject.ALL.stream().map(subject -> facts(certificates, subject, made)).toList();
      output.out().println(PlainJson.document(Map.of("certificates", members)));
      return;
    }
    var table = Table.of("NAME", "IDENTITY", "UNTIL", "CERTIFICATE");
    for (Subject subject : Subject.ALL) {
      var facts = facts(certificates, subject, made);
      table.row(
          List.of("name", "identity", "until", "certificate").stream()
              .map(key -> String.valueOf(facts.get(key)))
              .toArray(String[]::new));
    }
    table.print(output.terminal());
  }

  private static Map<String, Object> facts(
      DevelopmentCertificates certificates, Subject subject, Map<String, X509Certificate> made) {
    var files = certificates.files(subject.name());
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", subject.name());
    facts.put("identity", subject.identity());
    facts.put(
        "until",
        Optional.ofNullable(made.get(subject.name()))
            .map(certificate -> certificate.getNotAfter().toInstant().toString())
            .orElse(""));
    files.certificate().ifPresent(path -> facts.put("certificate", path));
    files.key().ifPresent(path -> facts.put("key", path));
    files.authorities().ifPresent(path -> facts.put("authorities", path));
    return facts;
  }
}
