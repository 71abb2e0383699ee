package dev.faremesh.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.faremesh.images.BillOfMaterials.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
  private static final String SHA_256 = "a".repeat(64);

  @TempDir private Path folder = Path.of("");
  private Path file;

  @BeforeEach
  void asMavenWritesIt() throws IOException {
    file =
        Files.writeString(
            folder.resolve("bom.json"),
            """
            {"bomFormat": "CycloneDX", "components": [{"name": "grpc-api", "version": "1.85.1"}]}
            """);
  }

  @Test
  void whatTheImageAddsIsListedAfterTheJars() throws IOException {
    new BillOfMaterials(
            List.of(
                Component.javaRuntime(),
                Component.debian("libc6", "2.36-9+deb12u14", "amd64", SHA_256)))
        .addTo(file);

    var bom = new ObjectMapper().readTree(file.toFile());
    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bom.path("components").findValuesAsText("name"))
        .containsExactly("grpc-api", "openjdk", "libc6");
    assertThat(bom.at("/components/1/version").asText()).isEqualTo(Runtime.version().toString());
    assertThat(bom.at("/components/2/purl").asText())
        .isEqualTo("pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64");
    assertThat(bom.at("/components/2/hashes/0/content").asText()).isEqualTo(SHA_256);
  }

  @Test
  void aBaseStandsForWhatIsInIt() throws IOException {
    new BillOfMaterials(List.of(Component.base("example.com/base@sha256:" + SHA_256))).addTo(file);

    var bom = new ObjectMapper().readTree(file.toFile());
    assertThat(bom.at("/components/1/name").asText()).isEqualTo("example.com/base");
    assertThat(bom.at("/components/1/version").asText()).isEqualTo("sha256:" + SHA_256);
  }

  @Test
  void whatIsNoDocumentIsRefused() throws IOException {
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> new BillOfMaterials(List.of()).addTo(file))
        .hasMessageContaining("expected: a CycloneDX document");
  }
}
