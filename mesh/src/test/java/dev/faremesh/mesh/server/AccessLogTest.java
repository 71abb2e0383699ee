package dev.faremesh.mesh.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.tls.TestAuthority;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AccessLogTest {
  private static final Logger LOG = Logger.getLogger("dev.faremesh.mesh.access");

  private final TestAuthority authority = new TestAuthority("authority");
  private final EventLoop loop = EventLoop.start(1);
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void listen() {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(handler);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(handler);
    LOG.setUseParentHandlers(true);
    loop.close();
  }

  @Test
  void aCallThatIsRefusedIsLoggedByWhoAndWhatAndByNothingElseOfIt() throws IOException {
    var security = new ServerSettings.Security(Optional.of(files("server")));
    var nobody = AccessRules.parse("grpc.health.v1.Health/* = *".getBytes(UTF_8));
    var headers = new Metadata();
    headers.put(Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER), "secret");
    try (var server = new EchoServer(ServerSettings.local(0).with(security), nobody);
        var material = TlsMaterial.open(files("seven"), InstantSource.system(), loop.timer());
        var channel =
            MeshChannel.open(
                "127.0.0.1:" + server.server.port(),
                loop,
                ChannelSettings.WHATEVER_HEALTH_SAYS.with(material.calling()))) {
      var stub =
          EchoServiceGrpc.newBlockingStub(channel.layers())
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
      assertThatThrownBy(() -> stub.echo(EchoRequest.newBuilder().setText("hello").build()))
          .hasMessageContaining("PERMISSION_DENIED");
    }
    assertThat(lines)
        .containsExactly(
            "calls refused=1 the last of caller=spiffe://test.dev/seven"
                + " method=faremesh.test.v1.EchoService/Echo");
  }

  private TlsFiles files(String name) throws IOException {
    return authority.issue(name).writeTo(Files.createTempDirectory(folder, "tls"), authority);
  }
}
