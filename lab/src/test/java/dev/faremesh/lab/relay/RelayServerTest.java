package dev.faremesh.lab.relay;

import static dev.faremesh.lab.relay.RelayChain.answer;
import static dev.faremesh.lab.relay.RelayChain.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.faremesh.lab.v1.RelayServiceGrpc;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.mesh.v1.Protection;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import dev.faremesh.mesh.v1.SwitchProtectionRequest;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Relays that ask each other, over Netty. */
@Timeout(60)
final class RelayServerTest {
  private static final int NOBODY = 1;

  private final RelayChain chain = new RelayChain();
  private final ScriptedLeaf leaf = new ScriptedLeaf();
  private final ScriptedLeaf otherLeaf = new ScriptedLeaf();

  @AfterEach
  void close() {
    chain.close();
    leaf.close();
    otherLeaf.close();
  }

  @Test
  void relayThatDependsOnNothingIsOneHop() {
    chain.start("hop-1");

    assertThat(chain.ask("hop-1", "k2")).isEqualTo(answer(1, 0));
  }

  @Test
  void chainOfThreeIsThreeHops() {
    startThree();

    assertThat(chain.ask("hop-3", "k3")).isEqualTo(answer(3, 0));
  }

  @Test
  void deepestDependencyCounts() {
    startThree().start("leaf").start("front", "leaf", "hop-3", "hop-1");

    assertThat(chain.ask("front", "k5")).isEqualTo(answer(4, 0));
  }

  @Test
  void deadLeafFailsTheWholeChain() {
    startThree().stop("hop-1");

    var failure = chain.failure("hop-3", "k7");

    assertThat(failure.getReason()).isEqualTo("DEPENDENCY_FAILED");
    assertThat(failure.getMetadataMap())
        .containsOnly(entry("dependency", "hop-2"), entry("status", "UNAVAILABLE"));
    assertThat(chain.failure("hop-2", "k7").getMetadataMap()).containsEntry("dependency", "hop-1");
  }

  @Test
  void everyRelayThatLivesOnWhatIsLastKnownIsCounted() {
    startThree();
    assertThat(chain.ask("hop-3", "k11")).isEqualTo(answer(3, 0));

    chain.stop("hop-1");
    assertThat(chain.ask("hop-3", "k11")).isEqualTo(answer(3, 1));

    chain.stop("hop-2");
    assertThat(chain.ask("hop-3", "k11")).isEqualTo(answer(3, 2));
    assertThat(chain.failure("hop-3", "k13").getReason()).isEqualTo("DEPENDENCY_FAILED");
  }

  @Test
  void oneMissingDependencyOfTwoIsNamed() {
    chain.start("there").with("gone", NOBODY).start("front", "there", "gone");

    assertThatThrownBy(() -> chain.ask("front", "k17"))
        .hasMessage("UNAVAILABLE: gone: UNAVAILABLE (expected: an answer)");
    assertThat(chain.failure("front", "k17").getMetadataMap()).containsEntry("dependency", "gone");
  }

  @Test
  void statusOfWhatIsMissingIsPassedOn() {
    leaf.fail(Status.FAILED_PRECONDITION, 1);
    chain.with("leaf", leaf.port()).start("front", "leaf");

    assertThat(chain.failure("front", "k19").getMetadataMap())
        .containsEntry("status", "FAILED_PRECONDITION");
  }

  @Test
  void dependenciesAreAskedAtOnce() throws Exception {
    leaf.hold();
    otherLeaf.hold();
    startFrontOfTwo();
    var answered = RelayServiceGrpc.newFutureStub(chain.channelTo("front")).relay(request("k23"));

    var first = leaf.held.take(); // neither is answered before both are asked
    var second = otherLeaf.held.take();
    ScriptedLeaf.answer(first);
    ScriptedLeaf.answer(second);

    assertThat(answered.get()).isEqualTo(answer(2, 0));
  }

  @Test
  void readersOfOneKeyShareACallAndThoseOfAnotherDoNotWaitForIt() throws Exception {
    leaf.hold();
    chain.with("leaf", leaf.port()).start("front", "leaf");
    var front = RelayServiceGrpc.newFutureStub(chain.channelTo("front"));

    var first = front.relay(request("slow"));
    var second = front.relay(request("slow"));
    assertThat(front.relay(request("quick")).get()).isEqualTo(answer(2, 0));
    ScriptedLeaf.answer(leaf.held.take());

    assertThat(List.of(first.get(), second.get())).containsOnly(answer(2, 0));
    assertThat(leaf.keys).containsExactlyInAnyOrder("slow", "quick");
  }

  @Test
  void naiveAttemptsAreMadeWhileRetriesAreSwitchedOff() {
    chain.with("leaf", leaf.port()).start("front", 3, "leaf");
    leaf.fail(Status.UNAVAILABLE, 4);
    assertThat(chain.failure("front", "k29").getReason()).isEqualTo("DEPENDENCY_FAILED");
    assertThat(leaf.keys).hasSize(1);

    switchRetry(false);
    assertThat(chain.failure("front", "k29").getReason()).isEqualTo("DEPENDENCY_FAILED");
    assertThat(leaf.keys).hasSize(1 + 3);

    switchRetry(true);
    leaf.fail(Status.UNAVAILABLE, 1);
    assertThat(chain.failure("front", "k29").getReason()).isEqualTo("DEPENDENCY_FAILED");
    assertThat(leaf.keys).hasSize(1 + 3 + 1);
  }

  @Test
  void requestWithoutAKeyIsRefused() {
    chain.start("hop-1");

    assertThat(chain.failure("hop-1", "").getReason()).isEqualTo("VALIDATION_FAILED");
  }

  @Test
  void callUnderWayIsAnsweredBeforeTheRelayEnds() throws Exception {
    leaf.hold();
    chain.with("leaf", leaf.port()).start("front", "leaf");
    var answered = RelayServiceGrpc.newFutureStub(chain.channelTo("front")).relay(request("k31"));
    var held = leaf.held.take();
    var watching = chain.channelTo("front");
    var health =
        HealthGrpc.newBlockingStub(watching).watch(HealthCheckRequest.getDefaultInstance());
    assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);

    var closing = Thread.ofVirtual().start(chain.relay("front")::close);
    assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    watching.shutdownNow();
    assertThat(answered.isDone()).isFalse();
    ScriptedLeaf.answer(held);

    assertThat(answered.get()).isEqualTo(answer(2, 0));
    closing.join();
  }

  @Test
  void targetThatIsNoNameIsNamed() {
    var settings =
        new RelaySettings(
            RelayChain.PATIENT, List.of(new Dependency("leaf", "nowhere:///leaf")), 1);

    assertThatThrownBy(() -> RelayServer.start(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "depends-on leaf: 'nowhere:///leaf' (expected: a gRPC name, such as 127.0.0.1:50061)");
  }

  private RelayChain startThree() {
    return chain.start("hop-1").start("hop-2", "hop-1").start("hop-3", "hop-2");
  }

  private void startFrontOfTwo() {
    chain
        .with("leaf", leaf.port())
        .with("other-leaf", otherLeaf.port())
        .start("front", "leaf", "other-leaf");
  }

  private void switchRetry(boolean on) {
    var _ =
        MeshServiceGrpc.newBlockingStub(chain.channelTo("front"))
            .switchProtection(
                SwitchProtectionRequest.newBuilder()
                    .setProtection(
                        ProtectionSwitch.newBuilder()
                            .setProtection(Protection.PROTECTION_RETRY)
                            .setOn(on))
                    .build());
  }
}
