package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import dev.faremesh.mesh.seal.Opened;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No text but the token itself is its quote: neither to who opens it, nor to a server. */
final class QuoteTokenFuzzTest {
  private static final QuotedMesh MESH = new QuotedMesh();
  private static final String TOKEN = MESH.token();

  /** Another character in its place, or one more. */
  record Edit(int place, char other, boolean insert) {
    String on(String text) {
      int at = Math.floorMod(place, text.length() + 1);
      int rest = insert || at == text.length() ? at : at + 1;
      return text.substring(0, at) + other + text.substring(rest);
    }
  }

  @AfterAll
  static void stop() {
    MESH.close();
  }

  static Stream<Arguments> seeds() {
    return Stream.of(
        Arguments.of("", List.of(new Edit(0, 'x', false))),
        Arguments.of("Cg.AQ", List.of(new Edit(-1, '=', true))),
        Arguments.of("eyJhbGciOiJub25lIn0.e30.", List.of(new Edit(-1, '.', true))),
        Arguments.of(".", List.of(new Edit(100, 'A', false), new Edit(101, 'B', false))));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void anotherTextThanTheTokenIsRefused(
      @NotNull String text, @NotNull @WithSize(max = 8) List<@NotNull Edit> edits)
      throws Exception {
    requireRefused(text);
    var edited = TOKEN;
    for (Edit edit : edits) {
      edited = edit.on(edited);
    }
    requireRefused(edited);
  }

  private static void requireRefused(String text) throws Exception {
    if (text.equals(TOKEN)) {
      return;
    }
    assertThat(MESH.keys().open(text)).isInstanceOf(Opened.Refused.class);
    assertThat(MESH.quoteBy(text)).isIn("QUOTE_INVALID", "VALIDATION_FAILED", "REQUEST_MALFORMED");
    assertThat(MESH.rideBy(text)).isIn("QUOTE_INVALID", "VALIDATION_FAILED", "REQUEST_MALFORMED");
  }
}
