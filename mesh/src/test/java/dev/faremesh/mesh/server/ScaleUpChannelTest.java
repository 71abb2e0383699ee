package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScaleUpChannelTest {
  private final EventLoop loop = EventLoop.start(1);
  private final PingServer seven = new PingServer("seven");
  private final PingServer eleven = new PingServer("eleven");
  private final Growing growing = new Growing(seven);
  private final MeshChannel channel = openGrowing();

  private MeshChannel openGrowing() {
    NameResolverRegistry.getDefaultRegistry().register(growing);
    return MeshChannel.open("growing:///servers", loop, ChannelSettings.DEFAULT);
  }

  @AfterEach
  void stop() {
    channel.close();
    NameResolverRegistry.getDefaultRegistry().deregister(growing);
    seven.close();
    eleven.close();
    loop.close();
  }

  @DisplayName(
      "T40: a server that is added gets its share of the calls, though no connection ended")
  @Test
  void aNewServerGetsItsShare() {
    assertThat(ping()).isEqualTo("seven");
    growing.servers.add(eleven);
    while (!ping().equals("eleven")) {
      Thread.onSpinWait(); // it is found within a second
    }
    seven.calls.set(0);
    eleven.calls.set(0);
    for (int i = 0; i < 20; i++) {
      ping();
    }
    assertThat(seven.calls).hasValue(10);
    assertThat(eleven.calls).hasValue(10);
    assertThat(seven.connections).hasValue(1);
  }

  private String ping() {
    return PingServiceGrpc.newBlockingStub(channel.layers())
        .ping(PingRequest.getDefaultInstance())
        .getName();
  }

  /** Names whose servers become more, as those of {@code dns:///} do. */
  private static final class Growing extends NameResolverProvider {
    private final List<PingServer> servers = new CopyOnWriteArrayList<>();

    Growing(PingServer first) {
      servers.add(first);
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
      return new NameResolver() {
        private Optional<Listener2> listener = Optional.empty();

        @Override
        public String getServiceAuthority() {
          return "servers";
        }

        @Override
        public void start(Listener2 listener) {
          this.listener = Optional.of(listener);
          refresh();
        }

        @Override
        public void refresh() {
          var result =
              ResolutionResult.newBuilder()
                  .setAddressesOrError(StatusOr.fromValue(addresses()))
                  .build();
          listener.ifPresent(l -> l.onResult(result));
        }

        @Override
        public void shutdown() {}
      };
    }

    private List<EquivalentAddressGroup> addresses() {
      var addresses = new ArrayList<EquivalentAddressGroup>();
      servers.forEach(server ->
          addresses.add(
              new EquivalentAddressGroup(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))));
      return addresses;
    }

    @Override
    public String getDefaultScheme() {
      return "growing";
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 1;
    }
  }
}
