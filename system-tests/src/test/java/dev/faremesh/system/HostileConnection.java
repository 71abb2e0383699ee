package dev.faremesh.system;

import static dev.faremesh.mesh.http2.Http2.DATA;
import static dev.faremesh.mesh.http2.Http2.SETTINGS;
import static dev.faremesh.mesh.http2.Http2.frame;

import dev.faremesh.mesh.http2.Http2;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Says whatever it likes in HTTP/2, and listens to nothing. */
final class HostileConnection implements AutoCloseable {
  static final int FRAME_BYTES = 16_384;

  private final Socket socket = new Socket();

  HostileConnection(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
  }

  HostileConnection greet() throws IOException {
    send(Http2.preface());
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

  /**
   * A message that announces its length and says nothing but zeros: as much as there is room for.
   */
  static byte[] message(int announced, int said) {
    return ByteBuffer.allocate(5 + said).put((byte) 0).putInt(announced).array();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
