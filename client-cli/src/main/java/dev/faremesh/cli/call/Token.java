package dev.faremesh.cli.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the token of a quote from standard input ({@code -}) or from a file ({@code @FILE}). It is
 * no argument itself: who has a token can book with it, and arguments are for all on a machine to
 * see.
 */
public final class Token implements ITypeConverter<String> {
  /** What the help says of an option that takes one. */
  public static final String FORMS = "- for standard input, or @FILE";

  /** What stands for it in a synopsis. */
  public static final String LABEL = "@FILE|-";

  private static final int MOST_BYTES = 1 << 16;

  @Override
  public String convert(String text) {
    try {
      if (text.equals("-")) {
        return read(System.in);
      }
      if (text.startsWith("@")) {
        try (var file = Files.newInputStream(Path.of(text.substring(1)))) {
          return read(file);
        }
      }
      // Not quoted: an error may be kept where a token must not be.
      throw new TypeConversionException(
          "a token among the arguments is there for all who list processes (expected: %s)"
              .formatted(FORMS));
    } catch (IOException e) {
      throw new TypeConversionException(
          "'%s' cannot be read (expected: %s)".formatted(text, FORMS));
    }
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
  }
}
