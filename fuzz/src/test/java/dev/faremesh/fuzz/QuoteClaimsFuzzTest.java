package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.evaluation.Evaluation;
import dev.faremesh.mesh.seal.Opened;
import dev.faremesh.pricing.v1.QuoteClaims;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A token with the right seal may say anything: another program may have the keys. It is a quote,
 * or refused as the contracts say, and an audit of it ends with a verdict or a clear error.
 */
final class QuoteClaimsFuzzTest {
  private static final QuotedMesh MESH = new QuotedMesh();

  @AfterAll
  static void stop() {
    MESH.close();
  }

  static Stream<Arguments> seeds() throws Exception {
    var opened = (Opened.Authentic) MESH.keys().open(MESH.token());
    return Stream.of(Arguments.of(QuoteClaims.parseFrom(opened.payload())));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void claimsWithTheRightSealAreAQuoteOrRefused(@NotNull QuoteClaims claims) throws Exception {
    var token = MESH.keys().seal(claims.toByteArray());
    var _ = MESH.quoteBy(token, claims.getQuote(), claims.getRiderId());
    var _ = MESH.rideBy(token, claims.getQuote(), claims.getRiderId());
    audit(token);
  }

  private static void audit(String token) throws IOException {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Evaluation.run(
            new String[] {
              "quote", "verify", "@" + MESH.file(token), "--keys", MESH.keyFile().toString()
            },
            Terminal.plain(new PrintWriter(out), new PrintWriter(err)),
            Map.of());
    assertThat(exit).isBetween(0, 1);
    if (err.toString().isEmpty()) {
      assertThat(out.toString()).contains("AUTHENTIC");
    } else {
      assertThat(err.toString()).startsWith("fare: ").contains("(expected: ");
    }
  }
}
