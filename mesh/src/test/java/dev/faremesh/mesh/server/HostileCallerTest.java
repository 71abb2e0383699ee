package dev.faremesh.mesh.server;

import static dev.faremesh.mesh.http2.Http2.CONTINUATION;
import static dev.faremesh.mesh.http2.Http2.DATA;
import static dev.faremesh.mesh.http2.Http2.END_HEADERS;
import static dev.faremesh.mesh.http2.Http2.HEADERS;
import static dev.faremesh.mesh.http2.Http2.RST_STREAM;
import static dev.faremesh.mesh.http2.Http2.call;
import static dev.faremesh.mesh.http2.Http2.frame;
import static dev.faremesh.mesh.http2.Http2.header;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.serving.ConnectionPolicy;
import dev.faremesh.mesh.serving.ServingPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does to one who means it harm, while another calls it and notices nothing. */
@Timeout(120)
class HostileCallerTest {
  private static final String ECHO = "faremesh.test.v1.EchoService/EchoFreely";
  private static final int FRAME_BYTES = 16_384; // the largest that a server must bear
  private static final int MEBIBYTE = 1 << 20;

  /** Netty logs each of these. */
  private static final Logger NETTY = Logger.getLogger("io.grpc");

  private final EchoServer server =
      new EchoServer(
          ServerSettings.local(0)
              .with(
                  ServingPolicy.DEFAULT.with(
                      new ConnectionPolicy(
                          16,
                          Duration.ofMinutes(5),
                          Duration.ofSeconds(1),
                          Duration.ofSeconds(1)))));
  private final int port = server.server.port();
  private final CalmCaller calm = new CalmCaller(port);

  @BeforeEach
  void logNoAttacks() {
    NETTY.setLevel(Level.OFF);
  }

  @AfterEach
  void stop() {
    calm.close();
    server.close();
    NETTY.setLevel(null);
  }

  @Test
  void http1IsNotSpokenHere() throws IOException {
    calm.callDuring(() -> {
      try (var client = new RawClient(port)) {
        client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(US_ASCII));
        assertThat(new String(client.awaitEnd(), US_ASCII)).doesNotContain("HTTP/1.1 2");
      }
    });
  }

  @Test
  void randomBytesEndAConnection() throws IOException {
    var random = new Random(7);
    var bytes = new byte[MEBIBYTE];
    calm.callDuring(() -> {
      for (int i = 0; i < 20; i++) {
        random.nextBytes(bytes);
        try (var client = new RawClient(port)) {
          client.send(bytes);
          client.awaitEnd();
        }
      }
    });
  }

  @Test
  void randomBytesInPlaceOfFramesDoToo() throws IOException {
    var random = new Random(11);
    var bytes = new byte[MEBIBYTE];
    calm.callDuring(() -> {
      for (int i = 0; i < 20; i++) {
        random.nextBytes(bytes);
        try (var client = new RawClient(port).greet()) {
          client.send(bytes);
          client.awaitEnd();
        }
      }
    });
  }

  @Test
  void headersWithoutEndAreCutOff() throws IOException {
    var headers = new ByteArrayOutputStream();
    while (headers.size() < FRAME_BYTES - 5) {
      headers.writeBytes(header("a", "b"));
    }
    calm.callDuring(() -> {
      try (var client = new RawClient(port).greet()) {
        client.send(frame(HEADERS, 0, 1, call(ECHO)));
        var more = frame(CONTINUATION, 0, 1, headers.toByteArray());
        assertThat(client.sendUntilCut(more, 64 * MEBIBYTE)).isLessThan(64 * MEBIBYTE);
        client.awaitEnd();
      }
    });
  }

  @Test
  void aHundredThousandHeadersAreRefused() throws IOException {
    var header = header("a", "b");
    var block = ByteBuffer.allocate(100_000 * header.length);
    while (block.hasRemaining()) {
      block.put(header);
    }
    calm.callDuring(() -> {
      try (var client = new RawClient(port).greet()) {
        client.send(frame(HEADERS, 0, 1, call(ECHO)));
        for (int sent = 0; sent < block.capacity(); sent += FRAME_BYTES) {
          int end = Math.min(sent + FRAME_BYTES, block.capacity());
          int flags = end == block.capacity() ? END_HEADERS : 0;
          client.send(frame(CONTINUATION, flags, 1, Arrays.copyOfRange(block.array(), sent, end)));
        }
        client.awaitRefusal();
      }
    });
  }

  /** Before it has come: nobody waits for a gibibyte. */
  @Test
  void aMessageOfAGibibyteIsRefusedWhenItIsAnnounced() throws IOException {
    calm.callDuring(() -> {
      try (var client = new RawClient(port).greet()) {
        client.send(frame(HEADERS, END_HEADERS, 1, call(ECHO)));
        assertThat(client.isBorne()).isTrue();
        client.send(
            frame(DATA, 0, 1, ByteBuffer.allocate(5).put((byte) 0).putInt(1 << 30).array()));
        client.awaitRefusal();
        // It sends on all the same: dropped as it comes, or the end of the connection.
        client.sendUntilCut(frame(DATA, 0, 1, new byte[FRAME_BYTES]), 8 * MEBIBYTE);
      }
    });
  }

  @Test
  void aFloodOfResetsIsCutOff() throws IOException {
    calm.callDuring(() -> {
      try (var client = new RawClient(port).greet()) {
        var call = call(ECHO);
        int resets = 0;
        boolean borne = true;
        while (borne && resets < 10 * TransportLimits.RESETS) {
          var batch = new ByteArrayOutputStream();
          for (int i = 0; i < 500; i++) {
            int stream = 2 * resets++ + 1;
            batch.writeBytes(frame(HEADERS, END_HEADERS, stream, call));
            batch.writeBytes(frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
          }
          client.send(batch.toByteArray());
          borne = client.isBorne();
        }
        assertThat(borne).isFalse();
        client.awaitEnd();
      }
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void whoDoesNotFinishGreetingIsHungUpOn(int bytes) throws IOException {
    calm.callDuring(() -> {
      try (var client = new RawClient(port)) {
        client.send(RawClient.preface(bytes));
        client.awaitEnd();
      }
    });
  }

  @Test
  void aCompressedRequestIsRefusedAsItIsNot() throws IOException {
    calm.callDuring(() -> {
      try (var client = new RawClient(port).greet()) {
        client.send(frame(HEADERS, END_HEADERS, 1, call(ECHO, "grpc-encoding", "gzip")));
        client.awaitRefusal();
      }
    });
  }

  @Test
  void whoGreetsAndCallsNothingIsHungUpOn() throws IOException {
    try (var client = new RawClient(port).greet()) {
      calm.callDuring(client::awaitRefusal);
      client.awaitEnd();
    }
  }

  /** Told to go after the time for idle connections, and cut off ten seconds later by grpc. */
  @Test
  void whoStopsInTheMiddleOfHeadersIsHungUpOn() throws IOException {
    try (var client = new RawClient(port).greet()) {
      client.send(frame(HEADERS, 0, 1, call(ECHO)));
      calm.callDuring(client::awaitRefusal);
      client.awaitEnd();
      calm.call();
    }
  }
}
