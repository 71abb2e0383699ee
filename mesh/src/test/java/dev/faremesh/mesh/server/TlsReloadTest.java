package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.ManualTimer;
import dev.faremesh.mesh.tls.TestAuthority;
import dev.faremesh.mesh.tls.TestAuthority.Issued;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that change while they are in use. */
@Timeout(60)
class TlsReloadTest {
  private static final Logger NETTY = Logger.getLogger("io.grpc");

  private final TestAuthority seven = new TestAuthority("seven");
  private final TestAuthority eleven = new TestAuthority("eleven");
  private final ManualTimer timer = new ManualTimer();
  private final EventLoop loop = EventLoop.start(1);
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger(ReloadedFile.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir private Path folder = Path.of("");
  private Path serverFolder = Path.of("");
  private Path callerFolder = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    serverFolder = Files.createDirectory(folder.resolve("server"));
    callerFolder = Files.createDirectory(folder.resolve("caller"));
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    NETTY.setLevel(Level.OFF);
  }

  @AfterEach
  void stop() {
    loop.close();
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    NETTY.setLevel(null);
  }

  @Test
  void certificatesAreReplacedTwentyTimesUnderLoadAndNoCallFails() {
    try (var served = material(serverFolder, seven.issue("ping"), seven);
        var calling = material(callerFolder, seven.issue("caller"), seven);
        var server = server(served);
        var kept = open(server, calling)) {
      var over = new AtomicBoolean();
      var onOneConnection = CompletableFuture.supplyAsync(() -> pingUntil(over, kept));
      for (int i = 0; i < 20; i++) {
        var next = seven.issue("ping");
        var nextCaller = seven.issue("caller");
        next.writeTo(serverFolder, seven);
        nextCaller.writeTo(callerFolder, seven);
        until(() -> shows(served, next) && shows(calling, nextCaller), server, calling);
      }
      over.set(true);
      assertThat(onOneConnection.join()).isPositive();
    }
  }

  /** Each of these calls makes a connection of its own, and none of them may fail. */
  private void until(BooleanSupplier condition, PingServer server, TlsMaterial calling) {
    boolean held;
    do {
      held = condition.getAsBoolean();
      timer.advance(ReloadedFile.INTERVAL);
      try (var fresh = open(server, calling)) {
        ping(fresh);
      }
    } while (!held);
  }

  private static int pingUntil(AtomicBoolean over, MeshChannel channel) {
    int calls = 0;
    while (!over.get()) {
      ping(channel);
      calls++;
    }
    return calls;
  }

  @Test
  void aBundleThatIsHalfWrittenChangesNothingAndIsSaid() throws IOException {
    try (var served = material(serverFolder, seven.issue("ping"), seven);
        var calling = material(callerFolder, seven.issue("caller"), seven);
        var server = server(served)) {
      var bundle = TestAuthority.bundle(eleven, seven);
      Files.writeString(serverFolder.resolve("ca.pem"), bundle.substring(0, bundle.length() - 99));
      until(
          () -> logged.stream().anyMatch(line -> line.contains("ca.pem refused")), server, calling);
      assertThat(logged)
          .singleElement()
          .asString()
          .startsWith("WARNING file=" + serverFolder.resolve("ca.pem"))
          .endsWith("(expected: whole PEM blocks)");

      Files.writeString(serverFolder.resolve("ca.pem"), bundle);
      until(() -> logged.size() == 2, server, calling);
      assertThat(logged.getLast()).startsWith("INFO file=").endsWith("of 2 authorities");
      try (var ofEleven =
          material(Files.createDirectory(folder.resolve("eleven")), eleven.issue("other"), seven)) {
        try (var channel = open(server, ofEleven)) {
          ping(channel);
        }
      }
    }
  }

  @Test
  void aKeyThatDoesNotMatchChangesNothingAndIsSaid() throws IOException {
    var first = seven.issue("ping");
    var second = seven.issue("ping");
    try (var served = material(serverFolder, first, seven);
        var calling = material(callerFolder, seven.issue("caller"), seven);
        var server = server(served)) {
      Files.writeString(serverFolder.resolve("tls.key"), second.keyPem());
      until(() -> logged.stream().anyMatch(line -> line.contains("refused")), server, calling);
      assertThat(shows(served, first)).isTrue();
      assertThat(logged)
          .singleElement()
          .asString()
          .contains("tls.pem and ")
          .contains("key: of another certificate")
          .doesNotContain(second.keyPem().substring(40, 60));

      Files.writeString(serverFolder.resolve("tls.pem"), second.certificatePem());
      until(() -> shows(served, second), server, calling);
    }
  }

  @Test
  void aCallerWhoseAuthorityIsTakenAwayDoesNotGetInAgain() throws IOException {
    try (var served = material(serverFolder, seven.issue("ping"), seven, eleven);
        var calling = material(callerFolder, eleven.issue("caller"), seven);
        var server = server(served)) {
      try (var channel = open(server, calling)) {
        ping(channel);
      }
      Files.writeString(serverFolder.resolve("ca.pem"), TestAuthority.bundle(seven));
      look(() -> !logged.isEmpty());
      try (var channel = open(server, calling)) {
        assertThatThrownBy(() -> ping(channel))
            .isInstanceOf(StatusRuntimeException.class)
            .hasMessageContaining("the server refuses this caller");
      }
    }
  }

  private void look(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      timer.advance(ReloadedFile.INTERVAL);
      Thread.onSpinWait();
    }
  }

  private static boolean shows(TlsMaterial material, Issued issued) {
    return material
        .toString()
        .contains("serial %x ".formatted(issued.certificate().getSerialNumber()));
  }

  private TlsMaterial material(Path into, Issued issued, TestAuthority... authorities) {
    TlsFiles files = issued.writeTo(into, authorities);
    return TlsMaterial.open(files, InstantSource.system(), timer);
  }

  private static PingServer server(TlsMaterial material) {
    return new PingServer("seven", 0, builder -> {}, material.serving());
  }

  private MeshChannel open(PingServer server, TlsMaterial material) {
    return MeshChannel.open(
        "127.0.0.1:" + server.port(),
        loop,
        ChannelSettings.WHATEVER_HEALTH_SAYS.with(material.calling()));
  }

  private static void ping(MeshChannel channel) {
    var _ =
        PingServiceGrpc.newBlockingStub(channel.layers())
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .pingFreely(PingRequest.getDefaultInstance());
  }
}
