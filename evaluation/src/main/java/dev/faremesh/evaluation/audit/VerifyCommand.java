package dev.faremesh.evaluation.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.faremesh.cli.call.Token;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.mesh.seal.KeyFile;
import dev.faremesh.mesh.seal.Opened;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.UnknownCity;
import dev.faremesh.pricing.UnknownProduct;
import dev.faremesh.pricing.rpc.BalanceOption;
import dev.faremesh.pricing.store.TariffFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the token of a quote, and makes its fare again. */
@Command(
    name = "verify",
    description = {
      "Check the token of a quote, and make its fare again from what it recorded; exit 1 when the"
          + " seal is wrong or anything differs.",
      "Asks no server. What is not live is held from a server's memory, and taken as recorded."
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = Token.LABEL,
      converter = Token.class,
      description = "The token of a quote: " + Token.FORMS + ".")
  private String token = "";

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "FILE",
      description = "The keys that pricing-server signs with.")
  private Path keys = Path.of("");

  @Option(
      names = "--tariffs",
      paramLabel = "FILE",
      description = "The tariffs that it priced by. Without it, those that are built in.")
  private @Nullable Path tariffs;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    var report = report(new KeyFile(keys).read().open(token));
    report.print(output);
    return report.verdict() == Verdict.VERIFIED ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private AuditReport report(Opened opened) throws IOException {
    return switch (opened) {
      case Opened.Refused refused -> AuditReport.refused(refused);
      case Opened.Authentic(var payload) -> audited(payload);
    };
  }

  private AuditReport audited(byte[] payload) throws IOException {
    var known = known();
    try {
      var recorded = Recorded.parse(payload);
      var version =
          new Check("tariff version", recorded.quote().getTariffVersion(), known.version());
      return AuditReport.of(
          recorded,
          InstantSource.system().instant(),
          version,
          version.same() ? checks(recorded, known) : List.of());
    } catch (InvalidProtocolBufferException
        | IllegalArgumentException
        | DateTimeException
        | ArithmeticException e) {
      throw new IOException("the keys have sealed something else (expected: a quote)", e);
    }
  }

  private static List<Check> checks(Recorded recorded, Tariffs known) throws IOException {
    try {
      var tariff = known.of(recorded.market());
      return new Audit(recorded, tariff, BalanceOption.standard()).checks();
    } catch (UnknownCity | UnknownProduct e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Tariffs known() throws IOException {
    if (tariffs == null) {
      return TariffFormat.builtIn();
    }
    try {
      return new TariffFormat().parse(Files.readAllBytes(tariffs));
    } catch (NoSuchFileException e) {
      throw new IOException(tariffs + ": no such file", e);
    }
  }
}
