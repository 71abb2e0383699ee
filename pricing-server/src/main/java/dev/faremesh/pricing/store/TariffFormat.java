package dev.faremesh.pricing.store;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.v1.TariffBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The format of tariff files: the JSON of {@code faremesh.pricing.v1.TariffBook}. What is wrong is
 * told with the path of its field, its value and what was expected, and all of it at once. Safe for
 * use by threads.
 */
public final class TariffFormat {
  private static final String BUILT_IN = "illustrative-tariffs.json";
  private static final int VERSION_BYTES = 6;

  private final ContractRules rules = new ContractRules();

  /**
   * The tariffs that a server has when it is given no file. New York's "standard" is what green
   * taxis took in August 2013 (a fit over 6,051 rides: pricing.md, section 2) with a minimum fare
   * of our own, and "xl" one and a half of that. The other cities are made up, to show what a
   * tariff can say: nobody drives there at these prices.
   */
  public static Tariffs builtIn() {
    return tariffs(message(builtInFile()), new Findings());
  }

  /** The same as a file, to start one's own from. */
  public static byte[] builtInFile() {
    try (var file = TariffFormat.class.getResourceAsStream(BUILT_IN)) {
      if (file == null) {
        throw new IllegalStateException(BUILT_IN + ": not on the class path");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws TariffsRefused when anything is wrong with it
   */
  public Tariffs parse(byte[] content) {
    var book = message(content);
    var findings = new Findings();
    rules.check(book, findings);
    return tariffs(book, findings);
  }

  private static Tariffs tariffs(TariffBook book, Findings findings) {
    var byCity = new BookReader(findings, version(book)).read(book);
    findings.refuseAny();
    return new Tariffs(version(book), byCity);
  }

  private static TariffBook message(byte[] content) {
    var book = TariffBook.newBuilder();
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      StrictJson.check(text);
      JsonFormat.parser().merge(text, book);
    } catch (CharacterCodingException e) {
      throw new TariffsRefused("the text is garbled (expected: UTF-8)", e);
    } catch (InvalidProtocolBufferException e) {
      throw new TariffsRefused(
          e.getMessage() + " (expected: the JSON of faremesh.pricing.v1.TariffBook)", e);
    }
    return book.build();
  }

  /** A digest of what is said, however it is laid out. */
  private static String version(TariffBook book) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(book.toByteArray());
      return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
