package dev.faremesh.lab.load;

import com.google.protobuf.DynamicMessage;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.policy.Contract;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.policy.Traffic;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the calls of a load, with the patience of its callers. Safe for use by threads. */
final class Client implements AutoCloseable {
  private static final Duration SMALLEST_USEFUL = Duration.ofMillis(5);
  private static final Duration BACKOFF = Duration.ofMillis(10);
  private static final double BUDGET = 0.1;

  /** Says how many attempts the mesh made, when there was more than one. */
  private static final Metadata.Key<String> ATTEMPTS =
      Metadata.Key.of("faremesh-attempts", Metadata.ASCII_STRING_MARSHALLER);

  private final MethodDescriptor<DynamicMessage, DynamicMessage> method;
  private final Patience patience;
  private final MeshChannel channel;

  /** Takes the end of a call. */
  interface Ending {
    /**
     * The call has ended.
     *
     * @param answer null when it failed
     */
    void ended(Status status, @Nullable DynamicMessage answer, Metadata trailers, int attempts);
  }

  /**
   * A client that goes round the addresses of a target, those whose health says SERVING.
   *
   * @param target a gRPC name
   */
  Client(String target, Method method, Patience patience, EventLoop loop) {
    this.method = method.call();
    this.patience = patience;
    this.channel =
        MeshChannel.open(
            "entry",
            target,
            "",
            loop,
            Policies.ofContracts().with(contract(method)),
            Switches.allOn(),
            ChannelSettings.DEFAULT);
  }

  private Contract contract(Method called) {
    var retries =
        new Policy.Attempts(
            patience.attempts(), patience.timeout(), SMALLEST_USEFUL, BACKOFF, BUDGET);
    var policy =
        new Policy(
            deadline(),
            patience.asTheMesh() ? Optional.of(retries) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Contract(called.name(), Optional.of(policy), true, Traffic.UNKNOWN);
  }

  private Duration deadline() {
    return patience.asTheMesh()
        ? patience.timeout().multipliedBy(patience.attempts())
        : patience.timeout();
  }

  /** Starts a call. */
  void call(DynamicMessage request, String caller, Ending ending) {
    attempt(request, caller, 1, ending);
  }

  private void attempt(DynamicMessage request, String caller, int number, Ending ending) {
    var call =
        channel
            .layers()
            .newCall(
                method,
                CallOptions.DEFAULT.withDeadlineAfter(deadline().toNanos(), TimeUnit.NANOSECONDS));
    call.start(new Attempt(request, caller, number, ending), headers(caller));
    call.request(2); // as for any unary call: a second answer is an error that must be seen
    call.sendMessage(request);
    call.halfClose();
  }

  private static Metadata headers(String caller) {
    var headers = new Metadata();
    Caller.tell(headers, caller);
    return headers;
  }

  private static boolean passes(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED -> true;
      default -> false;
    };
  }

  @Override
  public void close() {
    channel.close();
  }

  private final class Attempt extends ClientCall.Listener<DynamicMessage> {
    private final DynamicMessage request;
    private final String caller;
    private final int number;
    private final Ending ending;
    private @Nullable DynamicMessage answer;

    Attempt(DynamicMessage request, String caller, int number, Ending ending) {
      this.request = request;
      this.caller = caller;
      this.number = number;
      this.ending = ending;
    }

    @Override
    public void onMessage(DynamicMessage message) {
      answer = message;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (passes(status) && !patience.budgeted() && number < patience.attempts()) {
        attempt(request, caller, number + 1, ending);
        return;
      }
      ending.ended(status, answer, trailers, patience.asTheMesh() ? attemptsIn(trailers) : number);
    }

    private static int attemptsIn(Metadata trailers) {
      var told = trailers.get(ATTEMPTS);
      return told == null ? 1 : Integer.parseInt(told);
    }
  }
}
