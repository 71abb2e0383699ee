package dev.faremesh.cli.fault;

import static java.util.stream.Collectors.joining;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A method of the mesh.
 *
 * @param fullName SERVICE/METHOD, as the contract has it
 */
record MeshMethod(Peer server, String fullName) {

  /** Short, for a person: {@code demand/GetDemand}. */
  @Override
  public String toString() {
    return server + fullName.substring(fullName.indexOf('/'));
  }

  /** A full name, short when the contracts know its service. */
  static String shorten(String fullName) {
    return Arrays.stream(Peer.values())
        .filter(server -> fullName.startsWith(server.service() + "/"))
        .map(server -> new MeshMethod(server, fullName).toString())
        .findFirst()
        .orElse(fullName);
  }

  private static Stream<MeshMethod> all() {
    return Arrays.stream(Peer.values())
        .flatMap(server ->
            contractOf(server).getMethods().stream()
                .map(MethodDescriptor::getFullMethodName)
                .map(name -> new MeshMethod(server, name)));
  }

  private static ServiceDescriptor contractOf(Peer server) {
    return switch (server) {
      case SUPPLY -> SupplyServiceGrpc.getServiceDescriptor();
      case DEMAND -> DemandServiceGrpc.getServiceDescriptor();
      case PRICING -> PricingServiceGrpc.getServiceDescriptor();
    };
  }

  private boolean isCalled(String name) {
    return toString().equals(name)
        || fullName.equals(name)
        || fullName.endsWith("." + name)
        || fullName.endsWith("/" + name);
  }

  /** Reads a full name, or an end of one that is not the end of another. */
  static final class Reader implements ITypeConverter<MeshMethod> {
    @Override
    public MeshMethod convert(String text) {
      var meant = all().filter(method -> method.isCalled(text)).toList();
      if (meant.size() != 1) {
        throw new TypeConversionException(
            "'%s' (expected: one of %s)"
                .formatted(text, names(meant.isEmpty() ? all().toList() : meant)));
      }
      return meant.getFirst();
    }

    private static String names(List<MeshMethod> methods) {
      return methods.stream().map(MeshMethod::toString).collect(joining(", "));
    }
  }
}
