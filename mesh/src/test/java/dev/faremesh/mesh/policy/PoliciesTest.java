package dev.faremesh.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.test.v1.EchoProto;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final String ECHO = "faremesh.test.v1.EchoService/Echo";

  @Test
  void policiesAreEqualWhenTheyComeToTheSame() {
    assertThat(overridden(ECHO + ".deadline = 7s"))
        .isEqualTo(overridden("# in other words", ECHO + ".deadline = 7000ms"))
        .isNotEqualTo(overridden(ECHO + ".deadline = 11s"))
        .isNotEqualTo(Policies.ofContracts());
    assertThat(overridden()).isEqualTo(Policies.ofContracts());
  }

  @Test
  void whatIsInForceIsMadeOnce() {
    var policies = overridden(ECHO + ".deadline = 7s");
    assertThat(policies.of(EchoServiceGrpc.getEchoMethod()))
        .isSameAs(policies.of(EchoServiceGrpc.getEchoMethod()));
  }

  @Test
  void aMethodThatIsNotOursTakesAnExplicitPolicy() {
    var foreign = foreign("example.Greeter/SayHello");
    var policy =
        new Policy(
            Duration.ofSeconds(7),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var contract =
        new Contract("example.Greeter/SayHello", Optional.of(policy), true, Traffic.UNKNOWN);

    assertThat(Policies.ofContracts().of(foreign).policy()).isEmpty();
    assertThat(Policies.ofContracts().with(contract).of(foreign)).isEqualTo(contract);
    assertThat(overridden(ECHO + ".deadline = 7s").with(contract).differing())
        .containsOnlyKeys(ECHO, "example.Greeter/SayHello");
  }

  @Test
  void aBrokenContractIsRefusedAtStart() {
    var broken = List.of(new WrittenService().reading("Get", "deadline {}").descriptor());
    assertThatThrownBy(() -> Policies.ofContracts().checked(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("test.ChainService/Get: deadline: PT0S (expected: > 0)");
    assertThatCode(() -> Policies.ofContracts().checked(EchoProto.getDescriptor().getServices()))
        .doesNotThrowAnyException();
  }

  private static Policies overridden(String... lines) {
    return Policies.ofContracts()
        .overridden(
            Overrides.parse("test.properties", List.of(lines)),
            EchoProto.getDescriptor().getServices());
  }

  private static MethodDescriptor<?, ?> foreign(String name) {
    return EchoServiceGrpc.getEchoMethod().toBuilder()
        .setFullMethodName(name)
        .setSchemaDescriptor(null)
        .build();
  }
}
