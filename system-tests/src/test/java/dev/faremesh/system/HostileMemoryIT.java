package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.Attributes;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attacks on a server that has little memory, one after the other, while a calm caller at another
 * address calls it: each of its calls is answered, about as fast as before, and the server lives on
 * with the memory that it has.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "others have one loopback address")
class HostileMemoryIT {
  private static final int CALLS_PER_SECOND = 100;
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final GetSupplyRequest REQUEST =
      GetSupplyRequest.newBuilder()
          .setCity("nyc")
          .setProduct("standard")
          .addCells("882a100d65fffff")
          .build();

  private static final Duration UNTIL_STEADY = Duration.ofMillis(500);
  private static final Duration BEFORE = Duration.ofSeconds(2);
  private static final Duration DURING = Duration.ofSeconds(3);

  private static final int MOST_TIMES_SLOWER = 5;
  private static final Duration ALWAYS_FAST_ENOUGH = Duration.ofMillis(250);

  /** 96 of heap and 64 of buffers, and what a JVM is besides. */
  private static final long MOST_MEBIBYTES = 320;

  /** Logs each handshake that fails. */
  private static final Logger NETTY = Logger.getLogger("io.grpc");

  private final EventLoop loop = EventLoop.start(1);
  private final DevelopmentCertificates certificates;
  private final DevelopmentCertificates strangers;
  private final TlsMaterial fare;
  private final SmallProcess open = new SmallProcess(List.of());
  private final SmallProcess secured;
  private final ManagedChannel toOpen = calm(open.port(), InsecureChannelCredentials.create());
  private final ManagedChannel toSecured;
  private String attack = "";

  /** Once; to be repeated. */
  private interface Repeated {
    void on(int port, List<HostileConnection> held) throws IOException;
  }

  HostileMemoryIT(@TempDir Path folder) {
    certificates = certificates(folder.resolve("members"));
    strangers = certificates(folder.resolve("strangers"));
    fare = material(certificates.files("fare"));
    secured = new SmallProcess(options());
    toSecured = calm(secured.port(), fare.calling());
  }

  @BeforeAll
  void logNoHandshakes() {
    NETTY.setLevel(Level.OFF);
    if (Attack.mostConnections() < 10_000) {
      System.err.printf(
          "%d connections instead of 10,000: this process may open no more%n",
          Attack.mostConnections());
    }
  }

  @BeforeEach
  void nameOf(TestInfo test) {
    attack = test.getDisplayName();
  }

  @AfterAll
  void stop() {
    toOpen.shutdownNow();
    toSecured.shutdownNow();
    open.close();
    secured.close();
    fare.close();
    loop.close();
    NETTY.setLevel(null);
  }

  @ParameterizedTest
  @EnumSource(Attack.class)
  void inClearTextACalmCallerDoesNotNotice(Attack attack) {
    withstands(open, toOpen, attack::on, attack.holdsConnections());
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM_BYTES", "TEN_THOUSAND_IDLE_CONNECTIONS"})
  void onMutualTlsACalmCallerDoesNotNotice(Attack attack) {
    withstands(secured, toSecured, attack::on, attack.holdsConnections());
  }

  /** The connections say nothing at all. */
  @Test
  void onMutualTlsACalmCallerDoesNotNoticeThoseWhoDoNotSayHello() {
    withstands(
        secured,
        toSecured,
        (port, held) -> {
          if (held.size() < Attack.mostConnections()) {
            held.add(new HostileConnection(port));
          } else {
            held.getFirst().awaitEnd();
          }
        },
        true);
  }

  /** With the certificate of an authority, which it has signed itself. */
  @Test
  void onMutualTlsACalmCallerDoesNotNoticeThoseWhoSignedTheirOwnCertificates() {
    var own = strangers.files("ca");
    var files =
        new TlsFiles(own.certificate(), own.key(), certificates.files("fare").authorities());
    try (var material = material(files)) {
      withstands(secured, toSecured, (port, held) -> knock(port, material), false);
    }
  }

  private void withstands(
      SmallProcess server, ManagedChannel channel, Repeated repeated, boolean holdsConnections) {
    try (var calls = calmCalls(channel)) {
      calls.during(UNTIL_STEADY); // what the last attack left, and what is compiled only now
      var before = calls.during(BEFORE);
      var during = attacked(server.port(), repeated, holdsConnections, calls);
      var peak = server.peakMebibytes();
      System.err.printf(
          "%s%n  before: %s%n  during: %s%n  most memory: %s%n",
          attack, before, during, peak.isPresent() ? peak.getAsLong() + " MiB" : "unknown here");

      server.assertAlive();
      assertThat(during.failures()).describedAs("%s", during).isEmpty();
      peak.ifPresent(mebibytes -> assertThat(mebibytes).isLessThan(MOST_MEBIBYTES));
      before.assumeMadeInTime();
      during.assumeMadeInTime();
      assertThat(during.quantile(0.99))
          .describedAs("before: %s, during: %s", before, during)
          .isLessThanOrEqualTo(most(before.quantile(0.99)));
    }
  }

  /** By how many cells an answer tells of. */
  private static SteadyCalls<Integer> calmCalls(ManagedChannel channel) {
    var supply = SupplyServiceGrpc.newStub(channel);
    return new SteadyCalls<>(
        CALLS_PER_SECOND,
        observer -> supply.withDeadlineAfter(DEADLINE).getSupply(REQUEST, observer),
        GetSupplyResponse::getCellsCount);
  }

  private static Duration most(Duration before) {
    var most = before.multipliedBy(MOST_TIMES_SLOWER);
    return most.compareTo(ALWAYS_FAST_ENOUGH) > 0 ? most : ALWAYS_FAST_ENOUGH;
  }

  private static Ends<Integer> attacked(
      int port, Repeated attack, boolean holdsConnections, SteadyCalls<Integer> calls) {
    List<HostileConnection> held = Collections.synchronizedList(new ArrayList<>());
    var over = new AtomicBoolean();
    var attacker =
        CompletableFuture.runAsync(() -> {
          while (!over.get()) {
            try {
              attack.on(port, held);
            } catch (IOException e) {
              // the server has had enough of this connection
            }
            if (!holdsConnections) {
              close(held);
            }
          }
        });
    try {
      return calls.during(DURING);
    } finally {
      over.set(true);
      close(held);
      attacker.join();
      close(held);
    }
  }

  private static void close(List<HostileConnection> held) {
    for (HostileConnection connection : List.copyOf(held)) {
      try {
        connection.close();
      } catch (IOException e) {
        // is closed
      }
    }
    held.clear();
  }

  private static void knock(int port, TlsMaterial material) {
    var channel = NettyChannelBuilder.forAddress("127.0.0.1", port, material.calling()).build();
    try {
      var _ =
          SupplyServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(Duration.ofSeconds(10))
              .getSupply(GetSupplyRequest.getDefaultInstance());
      throw new IllegalStateException("was let in");
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
        throw new IllegalStateException("was heard", e);
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private static DevelopmentCertificates certificates(Path folder) {
    try {
      var made = new DevelopmentCertificates(Files.createDirectory(folder));
      made.ensure(Instant.now());
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> options() {
    var files = certificates.files("supply-server");
    return List.of(
        "--tls-cert=" + files.certificate().orElseThrow(),
        "--tls-key=" + files.key().orElseThrow(),
        "--tls-ca=" + files.authorities().orElseThrow());
  }

  private TlsMaterial material(TlsFiles files) {
    return TlsMaterial.open(files, InstantSource.system(), loop.timer());
  }

  private static ManagedChannel calm(int port, ChannelCredentials credentials) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port, credentials)
        .localSocketPicker(
            new NettyChannelBuilder.LocalSocketPicker() {
              @Override
              public SocketAddress createSocketAddress(
                  SocketAddress remote, Attributes attributes) {
                return new InetSocketAddress("127.0.0.2", 0);
              }
            })
        .build();
  }
}
