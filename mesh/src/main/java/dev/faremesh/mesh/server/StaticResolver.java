package dev.faremesh.mesh.server;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a list of servers. Names are looked up beside the event loop, when the channel
 * starts and whenever it asks again; one that cannot be found leaves the others in use. As grpc
 * rules for resolvers, its methods are called one at a time.
 */
final class StaticResolver extends NameResolver {
  private final List<HostPort> servers;
  private final Args args;
  private final Executor lookups;
  private @Nullable Listener2 listener;
  private List<EquivalentAddressGroup> known = List.of();
  private boolean lookingUp;

  /**
   * Looks nothing up yet.
   *
   * @param servers at least one
   */
  StaticResolver(List<HostPort> servers, Args args) {
    this.servers = servers;
    this.args = args;
    this.lookups = Optional.ofNullable(args.getOffloadExecutor()).orElse(ForkJoinPool.commonPool());
  }

  @Override
  public String getServiceAuthority() {
    return servers.getFirst().toString();
  }

  @Override
  public void start(Listener2 listener) {
    this.listener = listener;
    refresh();
  }

  @Override
  public void refresh() {
    if (lookingUp || (!known.isEmpty() && servers.stream().noneMatch(HostPort::isName))) {
      return;
    }
    lookingUp = true;
    lookups.execute(() -> {
      var found = addresses();
      args.getSynchronizationContext().execute(() -> tell(found));
    });
  }

  private List<EquivalentAddressGroup> addresses() {
    var found = new ArrayList<EquivalentAddressGroup>();
    for (HostPort server : servers) {
      try {
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
          found.add(
              new EquivalentAddressGroup(
                  new InetSocketAddress(address, server.port()), namedAs(server)));
        }
      } catch (UnknownHostException e) {
        // the others are enough, and there is another look-up with every reconnect
      }
    }
    return List.copyOf(found);
  }

  /** Each is held against its own certificate, not against that of the first. */
  private static Attributes namedAs(HostPort server) {
    return Attributes.newBuilder()
        .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, server.toString())
        .build();
  }

  private void tell(List<EquivalentAddressGroup> found) {
    lookingUp = false;
    if (listener == null || (!found.isEmpty() && found.equals(known))) {
      return; // shut down, or nothing new
    }
    known = found;
    var addresses =
        found.isEmpty()
            ? StatusOr.<List<EquivalentAddressGroup>>fromStatus(
                Status.UNAVAILABLE.withDescription("no address is known for any of " + servers))
            : StatusOr.fromValue(found);
    var _ =
        listener.onResult2(ResolutionResult.newBuilder().setAddressesOrError(addresses).build());
  }

  @Override
  public void shutdown() {
    listener = null;
  }
}
