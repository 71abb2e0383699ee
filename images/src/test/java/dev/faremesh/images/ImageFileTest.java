package dev.faremesh.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
  private static final String NAME = "faremesh/small:local";

  @TempDir private Path folder = Path.of("");
  private JibContainer made;
  private ImageFile image;

  @BeforeEach
  void makeAnImageOfOneFile() throws Exception {
    var layout = folder.resolve("layout.tar");
    var file = Files.writeString(folder.resolve("file.txt"), "content");
    made =
        Jib.fromScratch()
            .addLayer(List.of(file), "/app")
            .setFormat(ImageFormat.OCI)
            .containerize(
                Containerizer.to(TarImage.at(layout).named(NAME))
                    .setApplicationLayersCache(folder.resolve("cache"))
                    .setBaseImageLayersCache(folder.resolve("cache"))
                    .setOfflineMode(true));
    image = ImageFile.named(layout, folder.resolve("image.tar"), NAME);
  }

  @Test
  void anImageIsAnOciLayoutWithTheDigestThatARegistryWouldSay() throws IOException {
    assertThat(image.manifest()).isEqualTo("" + made.getDigest());
    assertThat(image.config()).isEqualTo("" + made.getImageId());
    assertThat(image.layers()).hasSize(1);
    assertThat(content("oci-layout").path("imageLayoutVersion").asText()).isEqualTo("1.0.0");
    assertThat(content("index.json").at("/manifests/0/mediaType").asText())
        .isEqualTo("application/vnd.oci.image.manifest.v1+json");
  }

  @Test
  void everyEngineFindsItByName() throws IOException {
    var annotations = content("index.json").at("/manifests/0/annotations");
    assertThat(annotations.path("org.opencontainers.image.ref.name").asText()).isEqualTo(NAME);
    assertThat(annotations.path("io.containerd.image.name").asText())
        .isEqualTo("docker.io/" + NAME);
    var docker = content("manifest.json").path(0);
    assertThat(docker.at("/RepoTags/0").asText()).isEqualTo(NAME);
    assertThat(docker.path("Config").asText())
        .isEqualTo(image.config().replace("sha256:", "blobs/sha256/"));
    assertThat(docker.path("Layers")).hasSize(1);
  }

  @Test
  void anImageThatGrewTooLargeIsRefusedWithItsSize() {
    long bytes = image.layers().getFirst().bytes();
    assertThat(image.requireBelow(bytes + 1)).isEqualTo(image);
    assertThatThrownBy(() -> image.requireBelow(bytes))
        .hasMessage("image.tar: 0.0 MB compressed (expected: < 0.0 MB)");
  }

  private JsonNode content(String name) throws IOException {
    try (var tar = new TarFile(image.path())) {
      var entry =
          tar.getEntries().stream().filter(e -> e.getName().equals(name)).findFirst().orElseThrow();
      return new ObjectMapper().readTree(tar.getInputStream(entry));
    }
  }
}
