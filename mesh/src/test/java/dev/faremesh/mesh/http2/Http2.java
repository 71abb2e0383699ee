package dev.faremesh.mesh.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * What a client of HTTP/2 says, byte by byte, and so what no library would say (RFC 9113, 7541).
 */
public final class Http2 {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int GOAWAY = 7;
  public static final int CONTINUATION = 9;
  public static final int ACK = 1;
  public static final int END_STREAM = 1;
  public static final int END_HEADERS = 4;

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int FRAME_HEAD = 9;

  private Http2() {}

  /** What every client says first. */
  public static byte[] preface() {
    return PREFACE.clone();
  }

  /** A frame. */
  public static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(FRAME_HEAD + payload.length)
        .putInt(payload.length << Byte.SIZE | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** The headers of a gRPC call, and more if there are more: names and values in turn. */
  public static byte[] call(String method, String... more) {
    var block = new ByteArrayOutputStream();
    block.writeBytes(header(":method", "POST"));
    block.writeBytes(header(":scheme", "http"));
    block.writeBytes(header(":path", "/" + method));
    block.writeBytes(header(":authority", "test"));
    block.writeBytes(header("content-type", "application/grpc"));
    block.writeBytes(header("te", "trailers"));
    for (int i = 0; i < more.length; i += 2) {
      block.writeBytes(header(more[i], more[i + 1]));
    }
    return block.toByteArray();
  }

  /** A header as HPACK writes it, without index and without Huffman. */
  public static byte[] header(String name, String value) {
    return ByteBuffer.allocate(3 + name.length() + value.length())
        .put((byte) 0)
        .put((byte) name.length())
        .put(name.getBytes(US_ASCII))
        .put((byte) value.length())
        .put(value.getBytes(US_ASCII))
        .array();
  }
}
