package dev.faremesh.mesh.server;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.serving.ServingLayers;
import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers for methods that are not here: grpc's own answer carries no ErrorInfo. */
final class UnknownMethods extends HandlerRegistry {
  private final ServingLayers layers;

  /** For one server, within its layers. */
  UnknownMethods(ServingLayers layers) {
    this.layers = layers;
  }

  @Override
  public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
    var method =
        MethodDescriptor.<InputStream, InputStream>newBuilder()
            .setType(MethodType.UNKNOWN)
            .setFullMethodName(name)
            .setRequestMarshaller(Unparsed.INSTANCE)
            .setResponseMarshaller(Unparsed.INSTANCE)
            .build();
    var shown = ErrorStatus.shown(name);
    ServerCallHandler<InputStream, InputStream> handler =
        (call, headers) -> {
          ErrorStatus.close(
              call,
              ErrorStatus.of(
                  Status.Code.UNIMPLEMENTED,
                  "METHOD_UNKNOWN",
                  "this server has no method " + shown,
                  Map.of("method", shown)));
          return new ServerCall.Listener<>() {};
        };
    return ServerMethodDefinition.create(method, layers.aroundUnknown(handler));
  }

  private enum Unparsed implements Marshaller<InputStream> {
    INSTANCE;

    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      return stream;
    }
  }
}
