package dev.faremesh.mesh.read;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Makes one call for many keys.
 *
 * @param <G> what the keys of a call have in common, and its answer depends on; a value
 * @param <K> a value
 */
@FunctionalInterface
public interface BatchCall<G, K, V> {
  /**
   * Starts the call in the current context, and does not wait for it. What the callee says of one
   * key that it cannot bear, all readers hear: keys are checked before they are read.
   *
   * @param keys each once
   * @return a value for each key: one that says so where the callee does not know. Must not change
   *     any more. An answer that lacks a key counts as failed
   */
  CompletionStage<Map<K, V>> start(G group, List<K> keys);

  /**
   * A unary call.
   *
   * @param request makes it of a group and its keys
   * @param reading takes an answer apart; what it throws is the end of the call
   */
  static <G, K, V, Q, R> BatchCall<G, K, V> unary(
      Channel channel,
      MethodDescriptor<Q, R> method,
      BiFunction<G, List<K>, Q> request,
      BiFunction<List<K>, R, Map<K, V>> reading) {
    return (group, keys) -> {
      var answer = new UnaryAnswer<R, Map<K, V>>(message -> reading.apply(keys, message));
      ClientCalls.asyncUnaryCall(
          channel.newCall(method, CallOptions.DEFAULT), request.apply(group, keys), answer);
      return answer.stage();
    };
  }
}
