package dev.faremesh.mesh;

import dev.faremesh.mesh.call.RetryOwner;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;

/** The layers around a service, written once, in the order in which a request meets them. */
public final class ServingLayers {
  private final StatusInterceptor status;
  private final MessageLimit limit;
  private final ValidationInterceptor validation;

  /**
   * Makes the layers of one server.
   *
   * @param maxMessageBytes the largest request message
   */
  public ServingLayers(ErrorMapping errors, int maxMessageBytes, RequestValidator validator) {
    this.status = new StatusInterceptor(errors);
    this.limit = new MessageLimit(maxMessageBytes);
    this.validation = new ValidationInterceptor(validator);
  }

  /** Around a service of ours. */
  public ServerServiceDefinition around(BindableService service) {
    var parsed = ServerInterceptors.interceptForward(service, validation);
    // Status and limit sit on raw messages, so that what does not parse is explained as well.
    var raw = ServerInterceptors.useInputStreamMessages(parsed);
    return ServerInterceptors.interceptForward(raw, status, new RetryOwner(), limit);
  }

  /** Around a service of grpc's own, such as health, whose messages carry no rules. */
  public ServerServiceDefinition aroundStock(ServerServiceDefinition service) {
    return ServerInterceptors.interceptForward(service, status);
  }
}
