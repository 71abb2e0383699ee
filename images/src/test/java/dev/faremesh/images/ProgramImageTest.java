package dev.faremesh.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramImageTest {
  private static final Path NOWHERE = Path.of("target");

  private final ProgramImage image =
      new ProgramImage(
          new Installation(Program.SUPPLY, NOWHERE, new JavaRuntime(NOWHERE)),
          Optional.empty(),
          NOWHERE);

  @Test
  void labelsHaveOneOrderInEveryJvmForTheDigestHoldsTheirs() {
    assertThat(image.labels("1.0", Instant.EPOCH).keySet())
        .containsExactly(
            "org.opencontainers.image.created",
            "org.opencontainers.image.title",
            "org.opencontainers.image.vendor",
            "org.opencontainers.image.version");
  }
}
