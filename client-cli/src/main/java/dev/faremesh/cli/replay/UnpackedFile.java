package dev.faremesh.cli.replay;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, unpacked when its content is gzip, whatever its name. A gzip that breaks off
 * ends there instead of failing, so that what came before can be used.
 */
final class UnpackedFile extends FilterInputStream {
  private static final int BUFFER_BYTES = 1 << 13;

  private final Counting packed;
  private final long size;
  private @Nullable String breakage;

  private UnpackedFile(InputStream bytes, Counting packed, long size) {
    super(bytes);
    this.packed = packed;
    this.size = size;
  }

  static UnpackedFile open(Path file) throws IOException {
    var packed = new Counting(Files.newInputStream(file));
    try {
      var bytes = new BufferedInputStream(packed, BUFFER_BYTES);
      bytes.mark(2);
      var gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      return new UnpackedFile(
          gzip ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes, packed, Files.size(file));
    } catch (IOException e) {
      packed.close();
      throw e;
    }
  }

  /** The share of the file that was read, 0 to 1; 0 for a pipe, which has no size. */
  double share() {
    return size == 0 ? 0 : Math.min(1, (double) packed.count / size);
  }

  /** Why the file broke off, once its end was read; empty when it is whole. */
  Optional<String> breakage() {
    return Optional.ofNullable(breakage);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (breakage != null) {
      return -1;
    }
    try {
      return super.read(bytes, offset, length);
    } catch (EOFException | ZipException e) {
      breakage = "the gzip is truncated or damaged: " + e.getMessage();
      return -1;
    }
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }
}
