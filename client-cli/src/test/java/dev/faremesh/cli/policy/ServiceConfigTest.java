package dev.faremesh.cli.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.demand.v1.GetDemandResponse;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.RequestRideResponse;
import dev.faremesh.mesh.policy.Contract;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.policy.Traffic;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is exported is given to grpc itself, on a real connection. */
@Timeout(30)
final class ServiceConfigTest {
  private static final String GET = "faremesh.demand.v1.DemandService/GetDemand";
  private static final String REQUEST = "faremesh.demand.v1.DemandService/RequestRide";

  private final Unavailable demand = new Unavailable();
  private Optional<Server> server = Optional.empty();
  private Optional<ManagedChannel> channel = Optional.empty();

  @BeforeEach
  void startServer() throws IOException {
    server =
        Optional.of(
            NettyServerBuilder.forAddress(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(demand)
                .build()
                .start());
  }

  @AfterEach
  void stop() {
    channel.ifPresent(ManagedChannel::shutdownNow);
    server.ifPresent(Server::shutdownNow);
  }

  @Test
  void grpcAcceptsThePoliciesOfThisMesh() {
    var contracts = MeshMethods.all().stream().map(Policies.ofContracts()::of).toList();
    var config = ServiceConfig.of(contracts);

    assertThat(channel(config.json()).isShutdown()).isFalse();
    assertThat((List<?>) config.json().get("methodConfig")).hasSize(11);
    assertThat(config.unexpressed())
        .contains(
            "faremesh.pricing.v1.PricingService/WatchSurge: left out, for it states no policy");
  }

  @Test
  void grpcRetriesAndTimesOutAsThePolicySays() {
    var stub =
        DemandServiceGrpc.newBlockingStub(
            channel(ServiceConfig.of(List.of(contract(GET, 3, 0.5, true))).json()));

    assertThatThrownBy(() -> stub.getDemand(GetDemandRequest.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
    assertThat(demand.secondsLeft)
        .hasSize(3)
        .allSatisfy(left -> assertThat(left).isBetween(1L, 17L));
  }

  @Test
  void whatMayNotBeRepeatedIsNot() {
    var contracts = List.of(contract(GET, 3, 0.5, true), contract(REQUEST, 3, 0.5, false));
    var stub = DemandServiceGrpc.newBlockingStub(channel(ServiceConfig.of(contracts).json()));

    assertThatThrownBy(() -> stub.requestRide(RequestRideRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class);
    assertThat(demand.secondsLeft).hasSize(1);
  }

  @Test
  @DisplayName("T10: a retry policy is for others: at most 5 attempts, and one budget a channel")
  void aRetryPolicySaysWhatGrpcCanDo() {
    var config =
        ServiceConfig.of(List.of(contract(GET, 5, 0.5, true), contract(REQUEST, 2, 0.07, true)));

    assertThat(methodConfig(config, 0).get("retryPolicy"))
        .isEqualTo(
            Map.of(
                "maxAttempts",
                5.0,
                "initialBackoff",
                "0.003s",
                "maxBackoff",
                "0.024s",
                "backoffMultiplier",
                2.0,
                "retryableStatusCodes",
                List.of("UNAVAILABLE")));
    assertThat(config.json().get("retryThrottling"))
        .isEqualTo(Map.of("maxTokens", 10.0, "tokenRatio", 0.07));
    assertThat(config.unexpressed())
        .anySatisfy(line -> assertThat(line).contains("each further channel has one of its own"));
    assertThat(channel(config.json()).isShutdown()).isFalse();
  }

  @Test
  void withoutABudgetNothingIsRetried() {
    var config = ServiceConfig.of(List.of(contract(GET, 3, 0, true)));

    assertThat(methodConfig(config, 0).containsKey("retryPolicy")).isFalse();
    assertThat(config.json()).doesNotContainKey("retryThrottling");
  }

  @Test
  void healthIsThatOfTheOneServiceOrOfTheWholeServer() {
    var one = ServiceConfig.of(List.of(contract(GET, 3, 0.5, true), contract(REQUEST, 2, 1, true)));
    var two =
        ServiceConfig.of(
            List.of(contract(GET, 3, 0.5, true), contract("other.v1.Service/Get", 2, 1, true)));

    assertThat(one.json().get("healthCheckConfig"))
        .isEqualTo(Map.of("serviceName", "faremesh.demand.v1.DemandService"));
    assertThat(two.json().get("healthCheckConfig")).isEqualTo(Map.of("serviceName", ""));
  }

  private static Map<?, ?> methodConfig(ServiceConfig config, int index) {
    return (Map<?, ?>) requireNonNull((List<?>) config.json().get("methodConfig")).get(index);
  }

  private static Contract contract(String method, int max, double budget, boolean repeatable) {
    var attempts =
        new Policy.Attempts(
            max, Duration.ofSeconds(2), Duration.ZERO, Duration.ofMillis(3), budget);
    var policy =
        new Policy(
            Duration.ofSeconds(17),
            Optional.of(attempts),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Contract(method, Optional.of(policy), repeatable, Traffic.UNKNOWN);
  }

  private ManagedChannel channel(Map<String, ?> config) {
    var made =
        NettyChannelBuilder.forTarget("127.0.0.1:" + server.orElseThrow().getPort())
            .usePlaintext()
            .disableServiceConfigLookUp()
            .defaultServiceConfig(config)
            .build();
    channel = Optional.of(made);
    return made;
  }

  /** Answers UNAVAILABLE, and keeps what time each call had left. */
  private static final class Unavailable extends DemandServiceGrpc.DemandServiceImplBase {
    private final List<Long> secondsLeft = new CopyOnWriteArrayList<>();

    @Override
    public void getDemand(GetDemandRequest request, StreamObserver<GetDemandResponse> answer) {
      refuse(answer);
    }

    @Override
    public void requestRide(
        RequestRideRequest request, StreamObserver<RequestRideResponse> answer) {
      refuse(answer);
    }

    private void refuse(StreamObserver<?> answer) {
      var deadline = Context.current().getDeadline();
      secondsLeft.add(deadline == null ? Long.MAX_VALUE : deadline.timeRemaining(TimeUnit.SECONDS));
      answer.onError(Status.UNAVAILABLE.asRuntimeException());
    }
  }
}
