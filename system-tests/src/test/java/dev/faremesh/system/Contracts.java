package dev.faremesh.system;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every method that somebody could try to call: all of the contracts, as they were built last, and
 * what grpc adds. One that is added to a contract is tried without another word.
 */
final class Contracts {
  private static final Set<String> ALL = read();

  private Contracts() {}

  /** The full names of all methods. */
  static Set<String> methods() {
    return ALL;
  }

  /** Those of some services, by the beginnings of their names. */
  static Set<String> methods(String... services) {
    return ALL.stream()
        .filter(method -> Stream.of(services).anyMatch(method::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> read() {
    var methods = new TreeSet<String>();
    try (var in = Files.newInputStream(Project.HOME.resolve("proto/contracts.binpb"))) {
      for (var file : FileDescriptorSet.parseFrom(in).getFileList()) {
        for (var service : file.getServiceList()) {
          for (var method : service.getMethodList()) {
            methods.add(
                "%s.%s/%s".formatted(file.getPackage(), service.getName(), method.getName()));
          }
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    methods.addAll(of(HealthGrpc.getServiceDescriptor()));
    methods.addAll(of(ServerReflectionGrpc.getServiceDescriptor()));
    return methods;
  }

  private static Set<String> of(ServiceDescriptor service) {
    return service.getMethods().stream()
        .map(method -> method.getFullMethodName())
        .collect(Collectors.toSet());
  }
}
