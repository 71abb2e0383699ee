package dev.faremesh.pricing.rpc;

import com.google.protobuf.ByteString;
import dev.faremesh.pricing.CellInput;
import dev.faremesh.pricing.Quote;
import dev.faremesh.pricing.v1.RecordedInputs;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a quote was made from, as its token keeps it for an audit.
 *
 * @param bytes a {@link RecordedInputs}, serialised once: the digest is of just these bytes
 */
public record Recording(ByteString bytes) {
  static Recording of(Quote quote) {
    var recorded = RecordedInputs.newBuilder();
    for (CellInput cell : quote.surge().cells()) {
      var input =
          dev.faremesh.pricing.v1.CellInput.newBuilder()
              .setCell(cell.cell().toString())
              .setLogMultiplier(cell.logMultiplier());
      cell.logSupply().ifPresent(input::setLogSupply);
      cell.logDemand().ifPresent(input::setLogDemand);
      recorded.addCells(input);
    }
    return new Recording(recorded.build().toByteString());
  }

  /** SHA-256, as 64 lower-case hexadecimal digits. */
  public String digest() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(bytes.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
