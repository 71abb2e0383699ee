package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.v1.QuoteRideRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A load that overlooks a lost quote proves nothing of those who answer it. */
@Timeout(60)
class QuoteLoadIT {
  private static final int PER_SECOND = 200;
  private static final int MANY = 20;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void aQuoteThatIsNeverAnsweredIsLost() {
    var server = new OddServer(Oddity.HANGS);
    try (var load = server.underLoad()) {
      var quotes = load.since(server.started);
      assertThatThrownBy(quotes::assertNoneLost).hasMessageContaining("never answered");
    }
  }

  @Test
  void aQuoteThatCannotBeSentIsLostAndEndsNoLoad() {
    var server = new OddServer(Oddity.THROWS);
    try (var load = server.underLoad()) {
      var quotes = load.since(server.started);
      assertThatThrownBy(quotes::assertNoneLost).hasMessageContaining("lost: ");
    }
  }

  @Test
  void aLoadThatStoppedIsNoneThatLostNothing() {
    var server = new OddServer(Oddity.NONE);
    try (var load = server.underLoad()) {
      load.stop();
      var quotes = load.since(Pause.of(Duration.ofSeconds(1)) - SECOND);
      assertThatThrownBy(quotes::assertNoneLost).hasMessageContaining("made of");
    }
  }

  private enum Oddity {
    NONE,
    HANGS,
    THROWS
  }

  /** Answers every quote but its twentieth. */
  private static final class OddServer extends Channel {
    private final AtomicInteger calls = new AtomicInteger();
    private final Oddity oddity;
    final long started = System.nanoTime();

    OddServer(Oddity oddity) {
      this.oddity = oddity;
    }

    /** A load that has sent some. */
    QuoteLoad underLoad() {
      var load = new QuoteLoad(this, QuoteRideRequest.getDefaultInstance(), PER_SECOND);
      while (calls.get() <= 2 * MANY) {
        Pause.of(Duration.ofMillis(1));
      }
      return load;
    }

    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      boolean odd = calls.incrementAndGet() == MANY;
      if (odd && oddity == Oddity.THROWS) {
        throw new IllegalStateException("odd");
      }
      return new Call<>(method, odd && oddity == Oddity.HANGS);
    }

    @Override
    public String authority() {
      return "odd";
    }
  }

  private static final class Call<Q, R> extends ClientCall<Q, R> {
    private final MethodDescriptor<Q, R> method;
    private final boolean hangs;
    private @Nullable Listener<R> listener;

    Call(MethodDescriptor<Q, R> method, boolean hangs) {
      this.method = method;
      this.hangs = hangs;
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
      this.listener = listener;
    }

    @Override
    public void halfClose() {
      if (!hangs && listener != null) {
        listener.onMessage(method.parseResponse(InputStream.nullInputStream()));
        listener.onClose(Status.OK, new Metadata());
      }
    }

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public void sendMessage(Q message) {}
  }
}
