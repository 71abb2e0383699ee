package dev.faremesh.cli.fault;

import com.google.protobuf.MessageOrBuilder;
import dev.faremesh.cli.call.CallFailure;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.output.Json;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.mesh.v1.ActiveFault;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;

/**
 * What all servers answered to one question. One that cannot be reached does not keep the others
 * from answering, and is said. One that knows no faults, or not the fault, matters only when all
 * are like that.
 */
final class Answers {
  private final List<ActiveFault> faults = new ArrayList<>();
  private final List<CallFailure> failures = new ArrayList<>();

  /** Asks every server. */
  static Answers to(Function<Peer, List<ActiveFault>> question) {
    var answers = new Answers();
    for (Peer server : Peer.values()) {
      try {
        answers.faults.addAll(question.apply(server));
      } catch (StatusRuntimeException e) {
        CallFailure.of(e).ifPresent(answers.failures::add);
      }
    }
    return answers;
  }

  List<ActiveFault> faults() {
    return faults;
  }

  /**
   * Prints the faults, and which servers did not answer.
   *
   * @param document what is printed as JSON
   * @return the exit code
   */
  int print(OutputOptions output, MessageOrBuilder document) {
    var told = failuresThatMatter();
    told.forEach(failure -> output.err().println("fare: " + failure.line()));
    if (output.json()) {
      output.out().println(Json.document(document));
    } else if (!faults.isEmpty()) {
      FaultTable.of(faults).print(output.terminal());
    } else if (told.isEmpty()) {
      output.err().println("no faults");
    }
    return told.isEmpty() ? ExitCode.OK : told.getFirst().exitCode();
  }

  private List<CallFailure> failuresThatMatter() {
    var serious = failures.stream().filter(failure -> weight(failure) == 0).toList();
    return serious.isEmpty() && failures.size() == Peer.values().length
        ? failures.stream().sorted(Comparator.comparingInt(Answers::weight)).limit(1).toList()
        : serious;
  }

  private static int weight(CallFailure failure) {
    return switch (failure.code()) {
      case NOT_FOUND -> 1;
      case UNIMPLEMENTED -> 2;
      default -> 0;
    };
  }
}
