package dev.faremesh.mesh.serving;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.net.SocketAddress;
import java.util.Optional;

/** A connection as {@link ArrivingRequests}, which guards its fields, sees it. */
public final class CallerConnection {
  private static final Attributes.Key<CallerConnection> KEY =
      Attributes.Key.create("caller-connection");

  final Optional<SocketAddress> address;
  long bytes; // held of all its requests
  boolean cut;

  /**
   * Nothing has come yet.
   *
   * @param address of its other end, if it has one
   */
  CallerConnection(Optional<SocketAddress> address) {
    this.address = address;
  }

  /** Tells the calls of one connection from those of others; for a server. */
  public static ServerTransportFilter filter() {
    return new ServerTransportFilter() {
      @Override
      public Attributes transportReady(Attributes attributes) {
        return attributes.toBuilder().set(KEY, of(attributes)).build();
      }
    };
  }

  /** The connection of a call; one of its own where no filter tells. */
  static CallerConnection of(Attributes attributes) {
    var told = attributes.get(KEY);
    return told == null
        ? new CallerConnection(Optional.ofNullable(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)))
        : told;
  }
}
