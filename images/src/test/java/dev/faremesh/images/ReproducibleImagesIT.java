package dev.faremesh.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Makes the images once more, with nothing that the first time left but Debian's packages. */
@Timeout(600)
class ReproducibleImagesIT {
  private static final Path OUT = Path.of(System.getProperty("images.out"));

  @Test
  void theSameSourcesMakeTheSameImages() throws IOException {
    var again = Trees.fresh(OUT.resolve("again"));
    for (Path file : Trees.files(OUT.resolve("debian"))) {
      var copy = again.resolve("debian").resolve(file.getFileName());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    assertThat(Images.run(arguments(again))).isZero();
    for (Program program : Program.values()) {
      var name = program.image() + ".tar";
      var first = ImageFile.read(OUT.resolve(name));
      var second = ImageFile.read(again.resolve(name));
      assertThat(second.layers()).as(name).isEqualTo(first.layers());
      assertThat(second.manifest()).as(name).isEqualTo(first.manifest());
      assertThat(again.resolve(name)).hasSameBinaryContentAs(OUT.resolve(name));
    }
    Trees.delete(again);
  }

  private static String[] arguments(Path out) {
    return List.of(
            "--home=" + System.getProperty("images.home"),
            "--out=" + out,
            "--version-label=" + System.getProperty("images.version"),
            "--created=" + System.getProperty("images.created"),
            "--mirror=" + System.getProperty("images.mirror"),
            "--base=" + System.getProperty("images.base", ""),
            "--tag=" + System.getProperty("images.tag"))
        .toArray(String[]::new);
  }
}
