package dev.faremesh.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Says whatever it likes in HTTP/2, and listens to nothing. */
final class HostileConnection implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  static final int FRAME_BYTES = 16_384;

  private static final int SETTINGS = 4;
  private static final int FRAME_HEAD = 9;
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private final Socket socket = new Socket();

  HostileConnection(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
  }

  HostileConnection greet() throws IOException {
    send(PREFACE);
    send(frame(SETTINGS, 0, 0, new byte[0]));
    return this;
  }

  /**
   * Sends.
   *
   * @throws IOException when the server has cut the connection
   */
  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Sends a message, or what there is of it, in frames. */
  void sendBody(int stream, byte[] body) throws IOException {
    for (int from = 0; from < body.length; from += FRAME_BYTES) {
      int bytes = Math.min(FRAME_BYTES, body.length - from);
      send(frame(DATA, 0, stream, ByteBuffer.allocate(bytes).put(body, from, bytes).array()));
    }
  }

  /** Waits until the server has cut the connection, or says nothing for ten seconds. */
  void awaitEnd() throws IOException {
    socket.setSoTimeout(10_000);
    while (socket.getInputStream().read() >= 0) {
      // whatever it says
    }
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(FRAME_HEAD + payload.length)
        .putInt(payload.length << Byte.SIZE | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /**
   * A message that announces its length and says nothing but zeros: as much as there is room for.
   */
  static byte[] message(int announced, int said) {
    return ByteBuffer.allocate(5 + said).put((byte) 0).putInt(announced).array();
  }

  /** The headers of a call, and more: names and values in turn. */
  static byte[] call(String method, String... more) {
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
  static byte[] header(String name, String value) {
    return ByteBuffer.allocate(3 + name.length() + value.length())
        .put((byte) 0)
        .put((byte) name.length())
        .put(name.getBytes(US_ASCII))
        .put((byte) value.length())
        .put(value.getBytes(US_ASCII))
        .array();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
