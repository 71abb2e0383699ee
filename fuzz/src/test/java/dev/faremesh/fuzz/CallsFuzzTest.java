package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.proto.WithDefaultInstance;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.faremesh.fuzz.CallScript.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows of calls of every method of our contracts, to real servers on Netty: each ends as its
 * contract says, and the server it was made to serves on.
 */
final class CallsFuzzTest {
  private static final CallScript SCRIPT =
      new CallScript(
          FuzzedMesh.CONTRACTS.stream()
              .flatMap(contract -> contract.getServices().stream())
              .flatMap(service -> service.getMethods().stream())
              .toList());
  private static final DocumentedErrors ERRORS = new DocumentedErrors(FuzzedMesh.CONTRACTS);
  // Rides are kept for ever: a mesh that is fuzzed for an hour would be a test of the heap.
  private static final int CALLS_PER_MESH = 50_000;

  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-03-04T18:00:00Z"));
  private static FuzzedMesh mesh = new FuzzedMesh(NOW::get, Optional.empty());
  private static int calls;

  @AfterAll
  static void stop() {
    mesh.close();
  }

  /** What the fuzzer starts from. */
  static DynamicMessage empty() {
    return SCRIPT.empty();
  }

  /** Rows as people write them. */
  static Stream<Arguments> seeds() {
    return Stream.of("drivers", "riders", "quotes", "controls", "relays")
        .map(name -> Arguments.of(SCRIPT.written(name + ".txtpb")));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void callEndsAsItsContractSaysAndTheServerServesOn(
      @NotNull @WithDefaultInstance("dev.faremesh.fuzz.CallsFuzzTest#empty") DynamicMessage script)
      throws Exception {
    Map<String, MethodDescriptor> called = new LinkedHashMap<>();
    for (Step step : SCRIPT.steps(script)) {
      NOW.updateAndGet(now -> now.plus(step.pause()));
      judge(step, RawCall.make(mesh.channel(step.method()), step.method(), step.messages()));
      called.put(step.method().getService().getFullName(), step.method());
      calls++;
    }
    called.values().forEach(mesh::requireWell);
    if (calls > CALLS_PER_MESH) {
      mesh.close();
      mesh = new FuzzedMesh(NOW::get, Optional.empty());
      calls = 0;
    }
  }

  private static void judge(Step step, RawCall.Ending ending)
      throws InvalidProtocolBufferException {
    if (!step.method().isClientStreaming() && step.messages().size() > 1) {
      return; // grpc resets what breaks its protocol, before any layer of ours sees it
    }
    ERRORS.require(step.method(), ending);
    if (ending.status().isOk()) {
      // Of a stream of reports, each is acknowledged.
      int expected = step.method().isClientStreaming() ? step.messages().size() : 1;
      assertThat(ending.answers()).as(step.method().getFullName()).hasSize(expected);
    }
  }
}
