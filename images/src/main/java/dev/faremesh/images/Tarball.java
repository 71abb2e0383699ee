package dev.faremesh.images;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An image in a file, as far as its table of contents goes. */
final class Tarball {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 11;

  private Tarball() {}

  /**
   * A layer.
   *
   * @param digest of its compressed bytes
   * @param bytes compressed
   */
  record Layer(String digest, long bytes) {}

  /** The layers, the lowest first. */
  static List<Layer> layers(Path tar) throws IOException {
    var layers = new ArrayList<Layer>();
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(tar)))) {
      var header = in.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0) {
        var name = text(header, 0, NAME_LENGTH);
        long size = Long.parseLong(text(header, SIZE_AT, SIZE_LENGTH), 8);
        if (name.endsWith(".tar.gz")) {
          layers.add(new Layer(name.substring(0, name.length() - ".tar.gz".length()), size));
        }
        in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
        header = in.readNBytes(BLOCK);
      }
    }
    return layers;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.US_ASCII).strip();
  }
}
