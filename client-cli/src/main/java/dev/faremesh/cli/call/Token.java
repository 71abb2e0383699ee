package dev.faremesh.cli.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the token of a quote: as it is, from standard input ({@code -}) or from a file
 * ({@code @FILE}). Who has a token can book with it, and arguments are for all on a machine to see.
 */
public final class Token implements ITypeConverter<String> {
  /** What the help says of an option that takes one. */
  public static final String FORMS = "TOKEN, - for standard input, or @FILE";

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
      return text;
    } catch (IOException e) {
      throw new TypeConversionException(
          "'%s' cannot be read (expected: %s)".formatted(text, FORMS));
    }
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
  }
}
