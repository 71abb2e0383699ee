package dev.faremesh.mesh.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file (RFC 7468). Text between them is let be, as the RFC wants it, but for
 * what looks like the torn edge of a block: a file that is half written is refused. What is in a
 * block is never in a message: it may be a key.
 */
final class Pem {
  private static final Pattern EDGE = Pattern.compile("-----(BEGIN|END) ([A-Z0-9 ]+)-----");

  private final List<Block> blocks = new ArrayList<>();

  private Pem() {}

  /**
   * Reads all blocks.
   *
   * @throws IllegalArgumentException when one is torn or is no Base64, with its place
   */
  static Pem parse(byte[] content) {
    var pem = new Pem();
    var reader = pem.new Reader();
    new String(content, StandardCharsets.ISO_8859_1).lines().forEach(reader::read);
    reader.end();
    return pem;
  }

  /** What is in the blocks of this label, in the order in which they came. */
  List<byte[]> labelled(String label) {
    return blocks.stream()
        .filter(block -> block.label.equals(label))
        .map(block -> block.content)
        .toList();
  }

  /** Of all blocks. */
  List<String> labels() {
    return blocks.stream().map(block -> block.label).toList();
  }

  private static final class Block {
    private final String label;
    private final byte[] content;

    Block(String label, byte[] content) {
      this.label = label;
      this.content = content;
    }
  }

  private final class Reader {
    private final StringBuilder base64 = new StringBuilder();
    private String label = ""; // of the block that is open, empty between blocks
    private int number;

    void read(String text) {
      number++;
      var line = text.strip();
      var edge = EDGE.matcher(line);
      boolean matches = edge.matches();
      if (!matches && line.startsWith("-----")) {
        throw torn("is cut off");
      }
      if (matches) {
        turn(edge.group(1).equals("BEGIN"), edge.group(2));
      } else if (!label.isEmpty()) {
        base64.append(line);
      }
    }

    private void turn(boolean begins, String named) {
      if (begins == label.isEmpty() && (begins || named.equals(label))) {
        if (begins) {
          label = named;
        } else {
          close();
        }
      } else {
        throw torn("does not fit the one before");
      }
    }

    private void close() {
      try {
        blocks.add(new Block(label, Base64.getDecoder().decode(base64.toString())));
      } catch (IllegalArgumentException e) {
        throw torn("ends a block that is no Base64"); // without its cause, which quotes it
      }
      label = "";
      base64.setLength(0);
    }

    void end() {
      if (!label.isEmpty()) {
        throw torn("is the last, and block " + label + " is not closed");
      }
    }

    private IllegalArgumentException torn(String how) {
      return new IllegalArgumentException(
          "line %d %s (expected: whole PEM blocks)".formatted(number, how));
    }
  }
}
