package dev.faremesh.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call whose messages need not be any: it sends bytes. */
final class RawCall extends ClientCall.Listener<ByteString> {
  private static final long PATIENCE_SECONDS = 10;

  private final ClientCall<ByteString, ByteString> call;
  private final boolean endless;
  private final List<ByteString> answers = new ArrayList<>();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();

  /** How a call ended, and what was answered before. */
  record Ending(Status status, Metadata trailers, List<ByteString> answers) {}

  private RawCall(ClientCall<ByteString, ByteString> call, boolean endless) {
    this.call = call;
    this.endless = endless;
  }

  /** Calls, and waits for the end; of what never ends by itself, for the first answer. */
  static Ending make(
      Channel channel, Descriptors.MethodDescriptor method, List<ByteString> messages) {
    var made = channel.newCall(onBytes(method), CallOptions.DEFAULT);
    var listening = new RawCall(made, method.isServerStreaming() && !method.isClientStreaming());
    made.start(listening, new Metadata());
    made.request(Integer.MAX_VALUE);
    messages.forEach(made::sendMessage);
    made.halfClose();
    return listening.await(method);
  }

  private static MethodDescriptor<ByteString, ByteString> onBytes(
      Descriptors.MethodDescriptor method) {
    return MethodDescriptor.<ByteString, ByteString>newBuilder()
        .setType(typeOf(method))
        .setFullMethodName(method.getService().getFullName() + "/" + method.getName())
        .setRequestMarshaller(Bytes.INSTANCE)
        .setResponseMarshaller(Bytes.INSTANCE)
        .build();
  }

  /** On our side a stream all the same: a unary call could not be sent two messages, or none. */
  private static MethodType typeOf(Descriptors.MethodDescriptor method) {
    return method.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING;
  }

  @Override
  public void onMessage(ByteString answer) {
    answers.add(answer);
    if (endless) {
      ending.complete(new Ending(Status.OK, new Metadata(), List.copyOf(answers)));
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    ending.complete(new Ending(status, trailers, List.copyOf(answers)));
  }

  private Ending await(Descriptors.MethodDescriptor method) {
    try {
      return ending.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          method.getFullName() + " took longer than %d s".formatted(PATIENCE_SECONDS), e);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      call.cancel("seen enough", null);
    }
  }

  private enum Bytes implements MethodDescriptor.Marshaller<ByteString> {
    INSTANCE;

    @Override
    public InputStream stream(ByteString value) {
      return value.newInput();
    }

    @Override
    public ByteString parse(InputStream stream) {
      try {
        return ByteString.readFrom(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
