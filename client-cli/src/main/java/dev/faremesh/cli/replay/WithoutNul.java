package dev.faremesh.cli.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes of UTF-8, in which every NUL reads as a question mark: so no file has the one character
 * that its reader is told to take for a quote.
 */
final class WithoutNul extends FilterInputStream {
  WithoutNul(InputStream bytes) {
    super(bytes);
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    return next == 0 ? '?' : next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    for (int i = offset; i < offset + read; i++) {
      if (bytes[i] == 0) {
        bytes[i] = '?';
      }
    }
    return read;
  }
}
