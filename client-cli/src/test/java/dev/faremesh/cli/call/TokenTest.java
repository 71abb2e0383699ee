package dev.faremesh.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

final class TokenTest {
  private final Token token = new Token();

  @Test
  void tokenAmongTheArgumentsIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> token.convert("CgRxLTE3.AQAAAAc"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "a token among the arguments is there for all who list processes (expected: - for"
                + " standard input, or @FILE)");
  }

  @Test
  void fileIsReadWithoutItsLineEnd(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("token"), "CgRxLTE3.AQAAAAc\n");

    assertThat(token.convert("@" + file)).isEqualTo("CgRxLTE3.AQAAAAc");
  }

  @Test
  void minusReadsStandardInput() {
    var in = System.in;
    System.setIn(new ByteArrayInputStream("CgRxLTE3.AQAAAAc\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(token.convert("-")).isEqualTo("CgRxLTE3.AQAAAAc");
    } finally {
      System.setIn(in);
    }
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> token.convert("@absent"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'@absent' cannot be read (expected: - for standard input, or @FILE)");
  }
}
