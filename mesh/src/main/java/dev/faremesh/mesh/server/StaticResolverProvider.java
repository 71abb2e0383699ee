package dev.faremesh.mesh.server;

import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Targets that list their servers: {@code static:///HOST:PORT,HOST:PORT}. grpc-java finds this by
 * the service loader, so that every channel of the process knows the scheme.
 */
public final class StaticResolverProvider extends NameResolverProvider {
  static final String SCHEME = "static";

  /** Below that of dns, which stays what a target without a scheme means. */
  private static final int PRIORITY = 4;

  /** For the service loader. */
  public StaticResolverProvider() {}

  @Override
  public NameResolver newNameResolver(URI target, NameResolver.Args args) {
    return new StaticResolver(serversIn(target), args);
  }

  private static List<HostPort> serversIn(URI target) {
    var path = target.getPath();
    if (target.getAuthority() != null || path == null || path.length() < 2) {
      throw new IllegalArgumentException(
          "target: %s (expected: static:///HOST:PORT,HOST:PORT)".formatted(target));
    }
    return Arrays.stream(path.substring(1).split(",", -1)).map(HostPort::parse).toList();
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
    return List.of(InetSocketAddress.class);
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return PRIORITY;
  }
}
