package dev.faremesh.mesh.server;

import static dev.faremesh.mesh.http2.Http2.DATA;
import static dev.faremesh.mesh.http2.Http2.END_HEADERS;
import static dev.faremesh.mesh.http2.Http2.END_STREAM;
import static dev.faremesh.mesh.http2.Http2.HEADERS;
import static dev.faremesh.mesh.http2.Http2.call;
import static dev.faremesh.mesh.http2.Http2.frame;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.serving.ConnectionPolicy;
import dev.faremesh.mesh.serving.ServingPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who begins calls and does not end them keeps nothing of a server that others need. */
@Timeout(120)
class UnfinishedCallTest {
  private static final String ECHO = "faremesh.test.v1.EchoService/EchoFreely";
  private static final int FRAME_BYTES = 16_384; // the largest that a server must bear
  private static final int MESSAGE = 100;
  private static final int MEBIBYTE = 1 << 20;

  private final EchoServer server =
      new EchoServer(
          ServerSettings.local(0)
              .with(
                  ServingPolicy.DEFAULT.with(
                      new ConnectionPolicy(
                          16,
                          Duration.ofMinutes(5),
                          Duration.ofMinutes(1),
                          Duration.ofSeconds(1)))));
  private final int port = server.server.port();
  private final CalmCaller calm = new CalmCaller(port);

  @BeforeAll
  static void logAsAServerDoes() {
    TransportLog.bound();
  }

  @AfterEach
  void stop() {
    calm.close();
    server.close();
  }

  /** However much time the call itself is given. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBodyThatNeverComesIsCutOff(boolean wholeButForItsEnd) throws IOException {
    try (var client = new RawClient(port).greet()) {
      client.send(frame(HEADERS, END_HEADERS, 1, forEver("faremesh.test.v1.EchoService/Echo")));
      client.send(frame(DATA, 0, 1, wholeButForItsEnd ? message(MESSAGE) : half(MESSAGE)));
      assertThat(client.isBorne()).isTrue();
      calm.callDuring(client::awaitRefusal);
    }
  }

  @Test
  void aHealthCheckThatNeverComesIsCutOffToo() throws IOException {
    try (var client = new RawClient(port).greet()) {
      client.send(frame(HEADERS, END_HEADERS, 1, forEver("grpc.health.v1.Health/Check")));
      assertThat(client.isBorne()).isTrue();
      calm.callDuring(client::awaitRefusal);
    }
  }

  @Test
  void requestsThatDoNotComeHoldNoPermits() throws IOException {
    try (var one = new RawClient(port).greet();
        var other = new RawClient(port).greet()) {
      for (RawClient client : new RawClient[] {one, other}) {
        var calls = new ByteArrayOutputStream();
        for (int i = 0; i < ServingPolicy.DEFAULT.maxCalls(); i++) {
          calls.writeBytes(frame(HEADERS, END_HEADERS, 2 * i + 1, forEver(ECHO)));
        }
        client.send(calls.toByteArray());
        calm.call();
      }
    }
  }

  /** Each with all but its last byte, so that the server holds what it says. */
  @Test
  void whoSaysHalfOfManyLargeRequestsLosesItsConnection() throws IOException {
    calm.callDuring(() -> {
      try (var client = new RawClient(port).greet()) {
        int calls = 0;
        boolean borne = true;
        while (borne && calls < 64) {
          sayHalf(client, 2 * calls++ + 1, MEBIBYTE);
          borne = client.isBorne();
        }
        assertThat(borne).isFalse();
        assertThat(calls).isBetween(6, 16); // a frame counts for as much again, and 16 MiB may be
        client.awaitEnd();
      }
    });
  }

  /** Whose one request is larger than each of the other's, and less than all of them. */
  @Test
  void whoSaysHalfOfOneRequestKeepsItsConnectionBesideOneWhoSaysHalfOfMany() throws IOException {
    try (var modest = new RawClient(port).greet();
        var greedy = new RawClient(port).greet()) {
      sayHalf(modest, 1, MEBIBYTE);
      assertThat(modest.isBorne()).isTrue();
      boolean borne = true;
      for (int call = 0; borne && call < 256; call++) {
        sayHalf(greedy, 2 * call + 1, MEBIBYTE / 16);
        borne = greedy.isBorne();
      }
      assertThat(borne).isFalse();
      assertThat(modest.isBorne()).isTrue();
    }
  }

  /** It says little, but the server would keep the buffer of each byte that it says. */
  @Test
  void whoSaysARequestByteByByteLosesItsConnection() throws IOException {
    calm.callDuring(() -> {
      try (var client = new RawClient(port).greet()) {
        client.send(frame(HEADERS, END_HEADERS, 1, call(ECHO)));
        var bytes = new ByteArrayOutputStream();
        for (byte one : Arrays.copyOf(half(MEBIBYTE), 2 * FRAME_BYTES)) {
          bytes.writeBytes(frame(DATA, 0, 1, new byte[] {one}));
        }
        client.send(bytes.toByteArray());
        assertThat(client.isBorne()).isFalse();
      }
    });
  }

  /** It lets the server send no bytes of answers: a window of none for each call. */
  @Test
  void whoTakesNoAnswersLosesItsConnection() throws IOException {
    calm.callDuring(() -> {
      var clients = new ArrayList<RawClient>();
      try {
        for (int i = 0; i < 5; i++) {
          var client = new RawClient(port).greet();
          clients.add(client);
          assertThat(client.isBorneWith(new byte[] {0, 4, 0, 0, 0, 0})).isTrue();
          var calls = new ByteArrayOutputStream();
          for (int stream = 1; stream < 2_000; stream += 2) {
            calls.writeBytes(frame(HEADERS, END_HEADERS, stream, call(ECHO)));
            calls.writeBytes(frame(DATA, END_STREAM, stream, message("hello")));
          }
          client.send(calls.toByteArray());
        }
        while (clients.getFirst().isBorne()) {
          Thread.onSpinWait(); // the answers must have lain there for a moment
        }
      } finally {
        for (RawClient client : clients) {
          client.close();
        }
      }
    });
  }

  /** Headers, and a message whose last byte is missing. */
  private static void sayHalf(RawClient client, int stream, int bytes) throws IOException {
    client.send(frame(HEADERS, END_HEADERS, stream, call(ECHO)));
    var body = half(bytes);
    for (int sent = 0; sent < body.length; sent += FRAME_BYTES) {
      int end = Math.min(sent + FRAME_BYTES, body.length);
      client.send(frame(DATA, 0, stream, Arrays.copyOfRange(body, sent, end)));
    }
  }

  private static byte[] forEver(String method) {
    return call(method, "grpc-timeout", "99999999H");
  }

  /** With a text, as the first field. */
  private static byte[] message(String text) {
    return ByteBuffer.allocate(7 + text.length())
        .put((byte) 0)
        .putInt(2 + text.length())
        .put((byte) 0x0a)
        .put((byte) text.length())
        .put(text.getBytes(US_ASCII))
        .array();
  }

  /** A message, of which the last byte is missing. */
  private static byte[] half(int bytes) {
    return Arrays.copyOf(message(bytes), 4 + bytes);
  }

  private static byte[] message(int bytes) {
    return ByteBuffer.allocate(5 + bytes).put((byte) 0).putInt(bytes).array();
  }
}
