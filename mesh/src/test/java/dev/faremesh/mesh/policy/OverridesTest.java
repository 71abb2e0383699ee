package dev.faremesh.mesh.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.test.v1.EchoProto;
import dev.faremesh.test.v1.EchoServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
  private static final String GUARDED = "faremesh.test.v1.EchoService/Guarded.";

  @Test
  void aFileIsReadWithItsLineNumbers(@TempDir Path folder) throws IOException {
    var file = folder.resolve("policy.properties");
    Files.writeString(
        file,
        """
        # fewer of everything

        faremesh.test.v1.EchoService/Guarded.attempts.max = 2
          faremesh.test.v1.EchoService/Guarded.limit.adaptive=true
        """);
    var method = "faremesh.test.v1.EchoService/Guarded";
    assertThat(Overrides.read(file))
        .isEqualTo(
            new Overrides(
                file.toString(),
                List.of(
                    new Overrides.Line(3, method, "attempts.max", "2"),
                    new Overrides.Line(4, method, "limit.adaptive", "true"))));
  }

  @Test
  void aFileThatCannotBeReadIsRefused(@TempDir Path folder) throws IOException {
    var missing = folder.resolve("missing.properties");
    assertThatThrownBy(() -> Overrides.read(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("policy-file: " + missing + " (expected: a file that can be read)");
    var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xc3, 0x28});
    assertThatThrownBy(() -> Overrides.read(binary))
        .hasMessage("policy-file: " + binary + " (expected: text in UTF-8)");
  }

  @Test
  void everyKindOfNumberCanBeOverridden() {
    var contract =
        overridden(
            GUARDED + "deadline = 7s",
            GUARDED + "attempts.max = 2",
            GUARDED + "attempts.timeout = 250ms",
            GUARDED + "attempts.retry_budget = 0.25",
            GUARDED + "breaker.open_for = 1m",
            GUARDED + "limit.adaptive = true",
            GUARDED + "last_known.keep_for = 20m",
            GUARDED + "last_known.max_entries = 11",
            GUARDED + "expected_rate = 3.5");
    assertThat(contract.policy())
        .contains(
            new Policy(
                Duration.ofSeconds(7),
                Optional.of(
                    new Policy.Attempts(
                        2, Duration.ofMillis(250), Duration.ZERO, Duration.ofMillis(1), 0.25)),
                Optional.of(new Policy.Breaker(10, 0.5, Duration.ofMinutes(1), 2)),
                Optional.of(new Policy.Limit(1, 2, true)),
                Optional.of(new Policy.LastKnown(Duration.ofMinutes(20), 11))));
    assertThat(contract.traffic().expectedRate()).hasValue(3.5);
    assertThat(contract.repeatable()).isTrue();
  }

  @Test
  void noneDropsAProtection() {
    var policy =
        overridden(
                GUARDED + "attempts = none", GUARDED + "breaker = none", GUARDED + "limit = none")
            .policy();
    assertThat(policy)
        .contains(
            new Policy(
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void aMethodThatStatesNothingCanBeGivenAPolicy() {
    var policies = policies("faremesh.test.v1.EchoService/EchoFreely.deadline = 3s");
    assertThat(policies.of(EchoServiceGrpc.getEchoFreelyMethod()).policy().orElseThrow().deadline())
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void otherMethodsStayAsTheirContractsSay() {
    var policies = policies(GUARDED + "deadline = 7s");
    assertThat(policies.of(EchoServiceGrpc.getEchoMethod()))
        .isEqualTo(Contract.of(EchoServiceGrpc.getEchoMethod()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Guarded.deadline = 0s"
            + "| :1: faremesh.test.v1.EchoService/Guarded: deadline: PT0S (expected: > 0)",
        "Guarded.deadline = -5s"
            + "| :1: faremesh.test.v1.EchoService/Guarded: deadline: PT-5S (expected: > 0)",
        "Guarded.deadline = 90s"
            + "| :1: faremesh.test.v1.EchoService/Guarded: deadline: PT1M30S (expected: <= PT1M)",
        "Guarded.deadline = soon | :1: faremesh.test.v1.EchoService/Guarded.deadline: soon"
            + " (expected: a duration, such as 250ms, 2s or 5m)",
        "Guarded.attempts.max = 2.5 | :1: faremesh.test.v1.EchoService/Guarded.attempts.max: 2.5"
            + " (expected: a whole number)",
        "Guarded.attempts.max = 0 | :1: faremesh.test.v1.EchoService/Guarded: attempts.max: 0"
            + " (expected: 1 to 5)",
        "Guarded.attempts.timeout = 11s | :1: faremesh.test.v1.EchoService/Guarded:"
            + " attempts.timeout: PT11S (expected: <= deadline PT10S)",
        "Guarded.attempts.retry_budget = much | :1:"
            + " faremesh.test.v1.EchoService/Guarded.attempts.retry_budget: much"
            + " (expected: a number)",
        "Guarded.attempts.retry_budget = NaN | :1: faremesh.test.v1.EchoService/Guarded:"
            + " attempts.retry_budget: NaN (expected: 0 to 1)",
        "Guarded.limit.adaptive = yes | :1: faremesh.test.v1.EchoService/Guarded.limit.adaptive:"
            + " yes (expected: true or false)",
        "Guarded.limit.min = few | :1: faremesh.test.v1.EchoService/Guarded.limit.min: few"
            + " (expected: a whole number, or none)",
        "Guarded.breaker = off | :1: faremesh.test.v1.EchoService/Guarded.breaker: off"
            + " (expected: none, or a field below it)",
        "Guarded.deadline = none | :1: faremesh.test.v1.EchoService/Guarded.deadline: none"
            + " (expected: a duration, such as 250ms, 2s or 5m)",
        "Guarded.breaker.openfor = 2s | :1: field of faremesh.test.v1.EchoService/Guarded:"
            + " breaker.openfor (expected: one of the call policy, such as breaker.open_for)",
        "Guarded.calls = x | :1: field of faremesh.test.v1.EchoService/Guarded: calls"
            + " (expected: one of the call policy, such as limit)",
        "Gaurded.deadline = 2s | :1: method: faremesh.test.v1.EchoService/Gaurded"
            + " (expected: one that this process serves or calls, such as"
            + " faremesh.test.v1.EchoService/Guarded)",
        "Guarded.expected_rate = 0 | :1: faremesh.test.v1.EchoService/Guarded: expected_rate: 0.0"
            + " (expected: > 0)",
        "Guarded.max_amplification = 0.9 | :1: faremesh.test.v1.EchoService/Guarded:"
            + " max_amplification: 0.9 (expected: >= 1)",
      })
  void aLineThatMeansNothingIsRefused(String line, String message) {
    refused(message, "faremesh.test.v1.EchoService/" + line);
  }

  @Test
  @DisplayName("T27: an overridden breaker that is nonsense does not exist")
  void aBreakerThatIsNonsenseDoesNotExist() {
    refused(
        ":2,4: faremesh.test.v1.EchoService/Guarded: breaker.open_for: PT2S"
            + " (expected: > deadline PT3S)",
        "",
        GUARDED + "deadline = 3s",
        "# shorter than the deadline",
        GUARDED + "breaker.open_for = 2s",
        GUARDED.replace("Guarded", "Echo") + "deadline = 7s");
    refused(
        ":1: faremesh.test.v1.EchoService/Echo: breaker.failure_rate: 0.0"
            + " (expected: above 0 to 1)",
        "faremesh.test.v1.EchoService/Echo.breaker.window = 7");
  }

  @Test
  void aKeyComesOnce() {
    refused(
        ":3: faremesh.test.v1.EchoService/Guarded.attempts.max: 3"
            + " (expected: once, but line 1 sets it to 2)",
        GUARDED + "attempts.max = 2",
        "",
        GUARDED + "attempts.max = 3");
  }

  @Test
  void nothingIsSetBelowWhatAnotherLineDrops() {
    refused(
        ":1: faremesh.test.v1.EchoService/Guarded.breaker.window: 7"
            + " (expected: nothing below breaker, which line 2 drops)",
        GUARDED + "breaker.window = 7",
        GUARDED + "breaker = none");
  }

  @ParameterizedTest
  @CsvSource({
    "Guarded.deadline = 2s",
    "faremesh.test.v1.EchoService/Guarded = 2s",
    "faremesh.test.v1.EchoService/Guarded.deadline 2s",
    "/Guarded.deadline = 2s",
  })
  void aLineOfAnotherFormIsRefused(String line) {
    refused(":1: '%s' (expected: SERVICE/METHOD.field = value)".formatted(line), line);
  }

  private static Contract overridden(String... lines) {
    return policies(lines).of(EchoServiceGrpc.getGuardedMethod());
  }

  private static Policies policies(String... lines) {
    return Policies.ofContracts()
        .overridden(
            Overrides.parse("test.properties", List.of(lines)),
            EchoProto.getDescriptor().getServices());
  }

  private static void refused(String message, String... lines) {
    assertThatThrownBy(() -> policies(lines))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("test.properties" + message);
  }
}
