package dev.faremesh.mesh.server;

import static dev.faremesh.mesh.http2.Http2.ACK;
import static dev.faremesh.mesh.http2.Http2.END_STREAM;
import static dev.faremesh.mesh.http2.Http2.GOAWAY;
import static dev.faremesh.mesh.http2.Http2.HEADERS;
import static dev.faremesh.mesh.http2.Http2.RST_STREAM;
import static dev.faremesh.mesh.http2.Http2.SETTINGS;
import static dev.faremesh.mesh.http2.Http2.frame;

import dev.faremesh.mesh.http2.Http2;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Speaks HTTP/2 frame by frame, and so can say what no library would. */
final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private boolean cut;

  /** The head of a frame. */
  record Frame(int type, int flags, int stream) {
    /** Whether a server says by it that it has had enough of a call or of the connection. */
    boolean refuses() {
      return type == GOAWAY || type == RST_STREAM || (type == HEADERS && (flags & END_STREAM) != 0);
    }

    boolean isSettingsAck() {
      return type == SETTINGS && flags == ACK;
    }
  }

  /** Connects, and says nothing. */
  RawClient(int port) throws IOException {
    this("127.0.0.1", port);
  }

  /** Likewise, from another address of this machine. */
  RawClient(String from, int port) throws IOException {
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Says what every client of HTTP/2 says first, and waits until the server has heard it. */
  RawClient greet() throws IOException {
    send(Http2.preface());
    if (!isBorne()) {
      throw new IOException("not greeted back");
    }
    return this;
  }

  /** The first bytes of what it says first. */
  static byte[] preface(int bytes) {
    return ByteBuffer.allocate(bytes).put(Http2.preface(), 0, bytes).array();
  }

  /** Sends bytes, as long as the server takes any. */
  void send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException e) {
      cut = true; // what it said before may still be read
    }
  }

  /** Sends over and over until the server cuts the connection, or has taken the most. */
  long sendUntilCut(byte[] bytes, long most) throws IOException {
    long sent = 0;
    while (!cut && sent < most) {
      send(bytes);
      sent += bytes.length;
    }
    return sent;
  }

  /** Waits until the server has worked off what was sent; false when it refuses that. */
  boolean isBorne() throws IOException {
    return isBorneWith(new byte[0]); // a ping would count as one too many
  }

  /** Likewise, with settings. */
  boolean isBorneWith(byte[] settings) throws IOException {
    send(frame(SETTINGS, 0, 0, settings));
    var answer = read();
    while (answer.isPresent() && !answer.get().refuses()) {
      if (answer.get().isSettingsAck()) {
        return true;
      }
      answer = read();
    }
    return false;
  }

  /** The next frame; empty at the end of the connection. Fails when there is neither for long. */
  Optional<Frame> read() throws IOException {
    try {
      int lengthAndType = in.readInt();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      in.skipNBytes(lengthAndType >>> Byte.SIZE);
      return Optional.of(new Frame(lengthAndType & 0xff, flags, stream));
    } catch (EOFException | SocketException e) {
      return Optional.empty();
    }
  }

  /** Reads until the server goes away. Fails when it stays. */
  void awaitRefusal() throws IOException {
    var frame = read();
    while (frame.isPresent() && !frame.get().refuses()) {
      frame = read();
    }
  }

  /** Reads until the server has closed the connection. Fails when it does not. */
  byte[] awaitEnd() throws IOException {
    var heard = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        heard.write(next);
      }
    } catch (SocketException e) {
      // reset: an end as good as any
    }
    return heard.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
