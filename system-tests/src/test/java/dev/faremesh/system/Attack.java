package dev.faremesh.system;

import static dev.faremesh.mesh.http2.Http2.CONTINUATION;
import static dev.faremesh.mesh.http2.Http2.DATA;
import static dev.faremesh.mesh.http2.Http2.END_HEADERS;
import static dev.faremesh.mesh.http2.Http2.END_STREAM;
import static dev.faremesh.mesh.http2.Http2.HEADERS;
import static dev.faremesh.mesh.http2.Http2.RST_STREAM;
import static dev.faremesh.mesh.http2.Http2.call;
import static dev.faremesh.mesh.http2.Http2.frame;
import static dev.faremesh.mesh.http2.Http2.header;
import static dev.faremesh.system.HostileConnection.FRAME_BYTES;
import static dev.faremesh.system.HostileConnection.message;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** What one who means harm does to a server in clear text, until its connection is cut. */
enum Attack {
  HTTP_1 {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      var connection = open(port, held);
      connection.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(US_ASCII));
      connection.awaitEnd();
    }
  },
  RANDOM_BYTES {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      var bytes = new byte[MEBIBYTE];
      CHANCE.nextBytes(bytes);
      var connection = open(port, held);
      if (CHANCE.nextBoolean()) {
        connection.greet();
      }
      connection.send(bytes);
      connection.awaitEnd();
    }
  },
  A_HUNDRED_THOUSAND_HEADERS {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      var connection = open(port, held).greet();
      connection.send(frame(HEADERS, 0, 1, call(METHOD)));
      var header = header("a", "b");
      var block = new ByteArrayOutputStream();
      for (int i = 0; i < 100_000; i++) {
        block.writeBytes(header);
        if (block.size() > FRAME_BYTES - header.length) {
          connection.send(frame(CONTINUATION, 0, 1, block.toByteArray()));
          block.reset();
        }
      }
      connection.send(frame(CONTINUATION, END_HEADERS, 1, block.toByteArray()));
      connection.awaitEnd();
    }
  },
  A_GIBIBYTE {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      var connection = open(port, held).greet();
      connection.send(frame(HEADERS, END_HEADERS, 1, call(METHOD)));
      connection.sendBody(1, message(1 << 30, MEBIBYTE));
      for (int sent = MEBIBYTE; sent < 1 << 30; sent += MEBIBYTE) {
        connection.sendBody(1, new byte[MEBIBYTE]);
      }
    }
  },
  TEN_THOUSAND_IDLE_CONNECTIONS {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      if (held.size() < mostConnections()) {
        open(port, held).greet();
      } else {
        held.getFirst().awaitEnd();
      }
    }

    @Override
    boolean holdsConnections() {
      return true;
    }
  },
  A_FLOOD_OF_RESETS {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      var connection = open(port, held).greet();
      var headers = call(METHOD);
      for (int stream = 1; stream < 1 << 20; stream += 2) {
        connection.send(frame(HEADERS, END_HEADERS, stream, headers));
        connection.send(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
      }
    }
  },
  /** Two hundred on each connection, of a mebibyte but for a byte. */
  HALF_MESSAGES {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      var connection = open(port, held).greet();
      for (int stream = 1; stream < 400; stream += 2) {
        connection.send(frame(HEADERS, END_HEADERS, stream, call(METHOD)));
        connection.sendBody(stream, message(MEBIBYTE, MEBIBYTE - 1));
      }
      connection.awaitEnd();
    }
  },
  /** A buffer for each byte. */
  MESSAGES_BYTE_BY_BYTE {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      var connection = open(port, held).greet();
      connection.send(frame(HEADERS, END_HEADERS, 1, call(METHOD)));
      connection.send(frame(DATA, 0, 1, message(MEBIBYTE, 0)));
      var bytes = new ByteArrayOutputStream();
      for (int i = 0; i < 1_000; i++) {
        bytes.writeBytes(frame(DATA, 0, 1, new byte[1]));
      }
      for (int sent = 0; sent < MEBIBYTE - 1_000; sent += 1_000) {
        connection.send(bytes.toByteArray());
      }
      connection.awaitEnd();
    }
  },
  /** More than there are permits, each with as much time as can be said. */
  CALLS_WITHOUT_END {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      var connection = open(port, held).greet();
      var headers = call(METHOD, "grpc-timeout", "99999999H");
      for (int stream = 1; stream < 2_000; stream += 2) {
        connection.send(frame(HEADERS, END_HEADERS, stream, headers));
        connection.sendBody(stream, message(7, stream % 4 == 1 ? 7 : 6));
      }
      if (held.size() > 4) {
        held.removeFirst().close();
      }
    }

    @Override
    boolean holdsConnections() {
      return true;
    }
  },
  /** A hundred mebibytes that take a tenth of one. */
  COMPRESSED_MESSAGES {
    @Override
    void on(int port, List<HostileConnection> held) throws IOException {
      var connection = open(port, held).greet();
      for (int stream = 1; stream < 100; stream += 2) {
        connection.send(frame(HEADERS, END_HEADERS, stream, call(METHOD, "grpc-encoding", "gzip")));
        connection.sendBody(stream, Zipped.BODY);
        connection.send(frame(DATA, END_STREAM, stream, new byte[0]));
      }
    }
  };

  private static final String METHOD = "faremesh.supply.v1.SupplyService/GetSupply";
  private static final int MEBIBYTE = 1 << 20;
  private static final Random CHANCE = new Random(7);

  /**
   * Once; to be repeated.
   *
   * @param held the connections that were opened, and which somebody else will close
   * @throws IOException when the server has had enough
   */
  abstract void on(int port, List<HostileConnection> held) throws IOException;

  /** Whether connections are to stay open for the next time. */
  boolean holdsConnections() {
    return false;
  }

  /** As many as are asked for, and as this process may open. */
  static int mostConnections() {
    int most = 10_000;
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(most, unix.getMaxFileDescriptorCount() - 1_000)
        : most;
  }

  private static HostileConnection open(int port, List<HostileConnection> held) throws IOException {
    var connection = new HostileConnection(port);
    held.add(connection);
    return connection;
  }

  private static final class Zipped {
    private static final byte[] BODY = zipped();

    private static byte[] zipped() {
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes(message(0, 0));
      try (var zip = new GZIPOutputStream(bytes)) {
        for (int i = 0; i < 100; i++) {
          zip.write(new byte[MEBIBYTE]);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      var body = bytes.toByteArray();
      ByteBuffer.wrap(body).put((byte) 1).putInt(body.length - 5);
      return body;
    }
  }
}
