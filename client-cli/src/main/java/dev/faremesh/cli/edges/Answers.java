package dev.faremesh.cli.edges;

import com.google.protobuf.Message;
import dev.faremesh.cli.call.Peer;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;

/** What several servers answered to the same: one that fails does not hide the others. */
record Answers<R extends Message>(List<Answer<R>> all) {
  Answers {
    all = List.copyOf(all);
  }

  /**
   * Asks one after another.
   *
   * @param question gives the answer of a server, or throws what the call failed with
   */
  static <R extends Message> Answers<R> of(Collection<Peer> servers, Function<Peer, R> question) {
    List<Answer<R>> answers = new ArrayList<>();
    for (Peer server : servers) {
      try {
        answers.add(new Answer.Given<>(server, question.apply(server)));
      } catch (StatusRuntimeException e) {
        answers.add(Answer.Failed.of(server, e));
      }
    }
    return new Answers<>(answers);
  }

  List<Answer.Given<R>> given() {
    List<Answer.Given<R>> given = new ArrayList<>();
    for (Answer<R> answer : all) {
      switch (answer) {
        case Answer.Given<R> g -> given.add(g);
        case Answer.Failed<R> _ -> {}
      }
    }
    return given;
  }

  List<Answer.Failed<R>> failed() {
    List<Answer.Failed<R>> failed = new ArrayList<>();
    for (Answer<R> answer : all) {
      switch (answer) {
        case Answer.Given<R> _ -> {}
        case Answer.Failed<R> f -> failed.add(f);
      }
    }
    return failed;
  }

  /** What the process ends with: that of the first that failed, or OK. */
  int exitCode() {
    var failed = failed();
    return failed.isEmpty() ? ExitCode.OK : failed.getFirst().failure().exitCode();
  }
}
