package dev.faremesh.mesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpEndpointTest {
  @ParameterizedTest
  @CsvSource({
    "http://collector:4318, http://collector:4318/v1/metrics",
    "http://collector:4318/, http://collector:4318/v1/metrics",
    "https://[::1]:4318/tenant, https://[::1]:4318/tenant/v1/metrics",
    "https://otlp.example.com, https://otlp.example.com/v1/metrics",
  })
  void metricsHaveAPathOfTheirOwn(String text, String metrics) {
    assertThat(OtlpEndpoint.parse(text).metrics()).hasToString(metrics);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "collector",
        "collector:4318",
        "//collector:4318",
        "grpc://collector:4317",
        "http://",
        "http:///v1/metrics",
        "http://collector:0",
        "http://collector:65536",
        "http://collector:many",
        "http://someone:secret@collector:4318",
        "http://collector:4318?token=secret",
        "http://collector:4318#metrics",
        "http://someone:secret@col lector:4318",
        "http://col lector:4318",
      })
  void nothingElseIsAnEndpoint(String text) {
    assertThatThrownBy(() -> OtlpEndpoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is no endpoint (expected: such as http://collector:4318)")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aProgramThatCannotExportSaysSo() {
    var settings = ServerSettings.local(0).with(OtlpEndpoint.parse("http://collector:4318"));
    assertThatThrownBy(() -> MeshNode.start("nobody", settings)) // mesh alone is on the class path
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "otlp-endpoint: http://collector:4318 (expected: module telemetry on the class path)");
  }
}
