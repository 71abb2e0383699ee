package dev.faremesh.mesh.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.v1.Edge;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.mesh.v1.Protection;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import dev.faremesh.mesh.v1.SwitchProtectionRequest;
import dev.faremesh.mesh.v1.WatchEdgesRequest;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MeshService as every server of the mesh has it, on Netty. */
@Timeout(30)
final class MeshNodeControlTest {
  private static final EchoRequest HELLO = EchoRequest.newBuilder().setText("hello").build();

  private final EchoServer server =
      new EchoServer(ServerSettings.local(0).with(new ServerSettings.Controls(false, true)));
  private final EventLoop loop = EventLoop.start(1);
  private final MeshChannel channel = MeshChannel.open("127.0.0.1:" + server.server.port(), loop);

  @AfterEach
  void stop() {
    channel.close();
    loop.close();
    server.close();
  }

  @Test
  void whatIsServedIsCountedAndToAskForItIsNot() {
    var echo = EchoServiceGrpc.newBlockingStub(channel.layers());
    for (int i = 0; i < 7; i++) {
      assertThat(echo.echo(HELLO).getText()).isEqualTo("hello");
    }
    assertThat(
            catchThrowableOfType(
                StatusRuntimeException.class,
                () -> echo.echo(EchoRequest.newBuilder().setText("fail-in-domain").build())))
        .isNotNull();

    var _ = numbers();
    var serving = numbers().getServing();
    assertThat(serving.getCalls().getTotal()).isEqualTo(8);
    assertThat(serving.getCalls().getOk()).isEqualTo(7);
    assertThat(serving.getCalls().hasLatency()).isTrue();
    assertThat(serving.getShed()).isZero();
    assertThat(serving.getLimit().getLimit()).isEqualTo(1024);
    assertThat(serving.getLimit().getUnderWay()).isZero();
  }

  @Test
  void edgesOfTheNodeAreShownByName() {
    var target = "127.0.0.1:" + server.server.port();
    server.server.ready(); // a channel of the node asks for health
    var second = server.node.open("second", target);
    server.node.open("first", "127.0.0.1:9");
    var echo = EchoServiceGrpc.newBlockingStub(second.layers());
    assertThat(echo.echo(HELLO).getText()).isEqualTo("hello");

    var edges = numbers().getEdgesList();
    assertThat(edges).extracting(Edge::getName).containsExactly("first", "second");
    assertThat(edges.getFirst().getMethodsList()).isEmpty();
    assertThat(edges.getLast().getTarget()).isEqualTo(target);
    assertThat(edges.getLast().getConnectivity()).isEqualTo("READY");
    assertThat(edges.getLast().getMethods(0).getCalls().getOk()).isEqualTo(1);
    assertThat(edges.getLast().getMethods(0).hasBreaker()).isFalse(); // its contract has none
    assertThat(edges.getLast().getMethods(0).hasLimit()).isFalse();
  }

  @Test
  void switchOfTheNodeIsTurned() {
    var switched =
        MeshServiceGrpc.newBlockingStub(channel.layers())
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .switchProtection(request(Protection.PROTECTION_COALESCING));

    assertThat(switched.getProtectionsList()).hasSize(7);
    assertThat(server.node.switches().on())
        .hasSize(6)
        .doesNotContain(dev.faremesh.mesh.call.Protection.COALESCING);
  }

  @Test
  void requestsAreHeldAgainstTheContract() {
    var stub =
        MeshServiceGrpc.newBlockingStub(channel.layers()).withDeadlineAfter(20, TimeUnit.SECONDS);

    assertThat(reasonOf(() -> stub.switchProtection(request(Protection.PROTECTION_UNSPECIFIED))))
        .contains("VALIDATION_FAILED");
    var impatient = WatchEdgesRequest.newBuilder().setInterval(Durations.fromMillis(99)).build();
    assertThat(reasonOf(() -> stub.watchEdges(impatient).next())).contains("VALIDATION_FAILED");
  }

  @Test
  void serverThatDrainsTellsWhoWatchesToComeBack() {
    var watched =
        MeshServiceGrpc.newBlockingStub(channel.layers())
            .watchEdges(WatchEdgesRequest.getDefaultInstance());
    assertThat(watched.next().getProtectionsList()).hasSize(7);

    server.close();

    assertThat(reasonOf(() -> watched.forEachRemaining(message -> {}))).contains("DRAINING");
  }

  private GetEdgesResponse numbers() {
    return MeshServiceGrpc.newBlockingStub(channel.layers())
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .getEdges(GetEdgesRequest.getDefaultInstance());
  }

  private static SwitchProtectionRequest request(Protection protection) {
    return SwitchProtectionRequest.newBuilder()
        .setProtection(ProtectionSwitch.newBuilder().setProtection(protection).setOn(false))
        .build();
  }

  private static Optional<String> reasonOf(Runnable call) {
    return Optional.ofNullable(catchThrowableOfType(StatusRuntimeException.class, call::run))
        .flatMap(ErrorStatus::infoOf)
        .map(com.google.rpc.ErrorInfo::getReason);
  }
}
