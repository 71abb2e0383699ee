package dev.faremesh.mesh.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.ManualTimer;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.access.AccessLayer;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.serving.ServedCalls;
import dev.faremesh.mesh.serving.ServingLayers;
import dev.faremesh.mesh.serving.ServingPolicy;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReportersTest {
  private final String name = InProcessServerBuilder.generateName();

  private final RequestValidator validator =
      RequestValidator.warmed(List.of(EchoRequest.getDescriptor()));
  private final Reporters reporters = new Reporters(validator, 2);
  private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
  private final Server server =
      InProcessServerBuilder.forName(name)
          .directExecutor()
          .addService(layers().around(new Reports()))
          .build()
          .start();
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name).directExecutor().build();

  ReportersTest() throws IOException {}

  private ServingLayers layers() {
    return new ServingLayers(
        failure -> Optional.empty(),
        ServingPolicy.DEFAULT,
        validator,
        List.of(),
        new ServingLayers.Shared(
            Policies.ofContracts(),
            Switches.allOn(),
            Timing.system(new ManualTimer()),
            new ServedCalls(1),
            AccessLayer.forEverybody()));
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void oneReporterTooManyIsSentAwayAndAPlaceThatIsLeftIsFreeAgain() throws Exception {
    var first = new Answers();
    var second = new Answers();
    var leaving = report(first);
    report(second);
    assertThat(first.next()).isEqualTo("ok");
    assertThat(second.next()).isEqualTo("ok");

    var third = new Answers();
    report(third);
    assertThat(third.next()).isEqualTo("REPORTERS_FULL");
    assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo("lost");

    leaving.onCompleted();
    assertThat(handled.poll(20, TimeUnit.SECONDS)).isEqualTo("ended");
    var fourth = new Answers();
    report(fourth);
    assertThat(fourth.next()).isEqualTo("ok");
  }

  private StreamObserver<EchoRequest> report(Answers answers) {
    var stream = EchoServiceGrpc.newStub(channel).report(answers);
    stream.onNext(EchoRequest.newBuilder().setText("seven").build());
    return stream;
  }

  private final class Reports extends EchoServiceGrpc.EchoServiceImplBase {
    @Override
    public StreamObserver<EchoRequest> report(StreamObserver<EchoResponse> out) {
      return reporters.serve(
          out,
          new ReportHandler<EchoRequest>() {
            @Override
            public void take(EchoRequest message) {}

            @Override
            public void ended() {
              handled.add("ended");
            }

            @Override
            public void lost() {
              handled.add("lost");
            }
          },
          (sequence, no) -> EchoResponse.newBuilder().setText("ok").build());
    }
  }

  private static final class Answers implements StreamObserver<EchoResponse> {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return String.valueOf(seen.poll(20, TimeUnit.SECONDS));
    }

    @Override
    public void onNext(EchoResponse answer) {
      seen.add(answer.getText());
    }

    @Override
    public void onError(Throwable failure) {
      seen.add(ErrorStatus.infoOf(failure).map(info -> info.getReason()).orElse("" + failure));
    }

    @Override
    public void onCompleted() {}
  }
}
