package dev.faremesh.cli;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script with which a shell completes verbs and options. */
@Command(
    name = "completion",
    description = {
      "Print a script with which a shell completes verbs and options.",
      "To use it in this shell: source <(fare completion bash)"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells that there is a script for. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    var root = requireNonNull(spec).root().commandLine();
    // The script of picocli serves both shells; its own head is about places that we do not have.
    var script = AutoComplete.bash("fare", root);
    root.getOut().println("# Completes fare in %s: source <(fare completion %<s)".formatted(shell));
    root.getOut().print(script.substring(script.indexOf("\n\n") + 1));
    root.getOut().flush();
    return ExitCode.OK;
  }
}
