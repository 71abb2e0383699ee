package dev.faremesh.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.v1.CallPolicy;
import dev.faremesh.mesh.v1.LastKnown;
import dev.faremesh.test.v1.EchoRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestValidatorTest {
  @DisplayName("T43: of a thousand violations a few are told, so that they fit into trailers")
  @Test
  void anErrorIsShortHoweverWrongTheRequestIs() {
    var validator = RequestValidator.warmed(List.of(CallPolicy.getDescriptor()));
    var wrong = CallPolicy.newBuilder().addAllCalls(Collections.nCopies(1_000, "?")).build();
    var error = validator.check(wrong).orElseThrow();
    assertThat(error)
        .hasMessageContaining("calls[0]: ")
        .hasMessageContaining("calls[6]: ")
        .hasMessageEndingWith("and 993 more"); // a thousand calls, and the deadline is missing
    var trailers = Optional.ofNullable(error.getTrailers()).orElseThrow();
    int said = String.valueOf(error.getStatus().getDescription()).length();
    int details = trailers.toString().length(); // as base64, which is what travels
    assertThat(said + details).isBetween(1_000, 6_000);
  }

  @DisplayName("T46: all rules are compiled when the validator is made, and none on a call")
  @Test
  void nothingIsCompiledLater() {
    var validator = RequestValidator.warmed(List.of(EchoRequest.getDescriptor()));
    assertThat(validator.check(EchoRequest.newBuilder().setText("seven").build())).isEmpty();
    // One that compiles on demand would say that keep_for is missing.
    assertThat(validator.check(LastKnown.getDefaultInstance()).orElseThrow())
        .hasMessageContaining("No evaluator available for faremesh.mesh.v1.LastKnown");
  }
}
