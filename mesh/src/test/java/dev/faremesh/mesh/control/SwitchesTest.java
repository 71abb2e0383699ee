package dev.faremesh.mesh.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.Protection;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Protections that are switched while a process runs. */
@Timeout(30)
final class SwitchesTest {

  @Test
  void breakerThatIsOffLetsCallsThroughAndRejectsAgainWhenItIsOn() throws Exception {
    try (var process = new ObservedProcess(true)) {
      for (int i = 0; i < 40; i++) {
        process.failing(Status.INTERNAL);
      }
      while (!process.call(1).equals("BREAKER_OPEN")) {
        assertThat(process.reachedCallee).hasValueLessThan(40);
      }
      int reached = process.reachedCallee.get();

      process.turn(Protection.PROTECTION_BREAKER, false);
      assertThat(process.call(3)).isEqualTo("INTERNAL");
      assertThat(process.reachedCallee).hasValue(reached + 3);

      process.turn(Protection.PROTECTION_BREAKER, true);
      assertThat(process.call(2)).isEqualTo("BREAKER_OPEN");
      assertThat(process.reachedCallee).hasValue(reached + 3);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Protection.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PROTECTION_UNSPECIFIED", "UNRECOGNIZED"})
  void eachProtectionOfTheContractIsSwitchedAlone(Protection protection) throws Exception {
    try (var process = new ObservedProcess(true)) {
      assertThat(off(process.turn(protection, false))).containsExactly(protection);
      assertThat(off(numbers(process))).containsExactly(protection);
      assertThat(process.switches.on()).hasSize(6);
      assertThat(off(process.turn(protection, true))).isEmpty();
    }
  }

  @Test
  void switchingIsRefusedWhereItWasNotEnabled() throws Exception {
    try (var process = new ObservedProcess(false)) {
      var refused =
          catchThrowableOfType(
              StatusRuntimeException.class, () -> process.turn(Protection.PROTECTION_RETRY, false));

      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(ErrorStatus.infoOf(refused))
          .hasValueSatisfying(info -> {
            assertThat(info.getReason()).isEqualTo("MESH_CONTROL_DISABLED");
            assertThat(info.getMetadataMap()) // as whoever is denied is told
                .containsOnlyKeys("method", "caller")
                .containsEntry("method", "faremesh.mesh.v1.MeshService/SwitchProtection");
          });
      assertThat(off(numbers(process))).isEmpty();
    }
  }

  @Test
  void aChangeIsLoggedOnceAndNoChangeNever() throws Exception {
    List<String> logged = new ArrayList<>();
    var logger = Logger.getLogger(MeshRpc.class.getName());
    var handler = new Remembering(logged);
    logger.addHandler(handler);
    try (var process = new ObservedProcess(true)) {
      process.turn(Protection.PROTECTION_LIMIT, true);
      process.turn(Protection.PROTECTION_LIMIT, false);
      process.turn(Protection.PROTECTION_LIMIT, false);
      process.turn(Protection.PROTECTION_LIMIT, true);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged).containsExactly("protection=LIMIT on->off", "protection=LIMIT off->on");
  }

  private static List<ProtectionSwitch> numbers(ObservedProcess process) {
    return process.mesh.getEdges(GetEdgesRequest.getDefaultInstance()).getProtectionsList();
  }

  private static List<Protection> off(List<ProtectionSwitch> protections) {
    assertThat(protections).hasSize(7);
    return protections.stream()
        .filter(protection -> !protection.getOn())
        .map(ProtectionSwitch::getProtection)
        .toList();
  }

  private static final class Remembering extends Handler {
    private final List<String> messages;

    Remembering(List<String> messages) {
      this.messages = messages;
      setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord entry) {
      messages.add(getFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
