package dev.faremesh.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.tls.PeerIdentity;
import dev.faremesh.mesh.v1.FaultServiceProto;
import dev.faremesh.mesh.v1.MeshServiceProto;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes in for riders and drivers may do what phones may, by whichever door it comes. */
class ClientRightsTest {
  private static final PeerIdentity CLIENT = new PeerIdentity("spiffe://faremesh.dev/client");
  private static final List<AccessRules> RULES =
      Arrays.stream(ServerProgram.values()).map(ServerProgram::accessRules).toList();

  @Test
  void aClientMayCallWhatTheGatewayRoutesAndNothingElse() {
    assertThat(Arrays.stream(ServerProgram.values()).flatMap(ServerProgram::methods))
        .filteredOn(ClientRightsTest::isAllowed)
        .extracting(MethodDescriptor::getFullName)
        .containsExactlyInAnyOrderElementsOf(RouteRules.forPhones());
  }

  @Test
  void aClientReachesNeitherFaultsNorControlsNorReflection() {
    var controls =
        Stream.of(MeshServiceProto.getDescriptor(), FaultServiceProto.getDescriptor())
            .map(FileDescriptor::getServices)
            .flatMap(List::stream)
            .flatMap(service -> service.getMethods().stream())
            .toList();
    assertThat(controls).isNotEmpty().noneMatch(ClientRightsTest::isAllowed);
    assertThat(isAllowedByName("grpc.reflection.v1.ServerReflection/ServerReflectionInfo"))
        .isFalse();
  }

  private static boolean isAllowed(MethodDescriptor method) {
    return isAllowedByName(method.getService().getFullName() + "/" + method.getName());
  }

  private static boolean isAllowedByName(String method) {
    return RULES.stream().anyMatch(each -> each.allow(CLIENT, method));
  }
}
