package dev.faremesh.mesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.ServerSettings.Controls;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReflectionTest {
  @Test
  void aServerDoesNotSayWhatThereIsToCall() {
    assertThat(answerOf(Controls.NONE)).containsExactly("METHOD_UNKNOWN");
    assertThat(answerOf(new Controls(true, true))).containsExactly("METHOD_UNKNOWN");
  }

  @Test
  void unlessItIsOpened() {
    assertThat(answerOf(new Controls(false, false, true)))
        .contains("faremesh.test.v1.EchoService", "faremesh.mesh.v1.MeshService");
  }

  private static List<String> answerOf(Controls controls) {
    try (var server = new EchoServer(ServerSettings.local(0).with(controls))) {
      var channel =
          NettyChannelBuilder.forAddress("127.0.0.1", server.server.port()).usePlaintext().build();
      try {
        return services(channel);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  /** The names of the services, or the reason of the error. */
  private static List<String> services(ManagedChannel channel) {
    var answer = new CompletableFuture<List<String>>();
    var questions =
        ServerReflectionGrpc.newStub(channel)
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .serverReflectionInfo(
                new StreamObserver<ServerReflectionResponse>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(
                        response.getListServicesResponse().getServiceList().stream()
                            .map(ServiceResponse::getName)
                            .toList());
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.complete(List.of(ErrorStatus.infoOf(failure).orElseThrow().getReason()));
                  }

                  @Override
                  public void onCompleted() {}
                });
    questions.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    questions.onCompleted();
    return answer.join();
  }
}
