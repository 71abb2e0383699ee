package dev.faremesh.images;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImagesTest {
  @Test
  void anotherArchitectureThanThatOfThePackagesIsRefusedByName() {
    assertThatCode(() -> Images.requireKnown("amd64")).doesNotThrowAnyException();
    assertThatThrownBy(() -> Images.requireKnown("aarch64"))
        .hasMessageContaining("os.arch=aarch64 (expected: amd64");
  }
}
