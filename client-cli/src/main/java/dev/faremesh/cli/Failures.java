package dev.faremesh.cli;

import dev.faremesh.cli.call.CallFailure;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a failure prints, and what the process ends with: 1 when the tool failed, 2 when it was used
 * wrongly, 64 and the gRPC code when a call failed.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine verb, ParseResult parsed) {
    var call = CallFailure.of(failure);
    var line = call.map(CallFailure::line).orElseGet(() -> messageOf(failure));
    verb.getErr().println("fare: " + line);
    return call.map(CallFailure::exitCode).orElse(ExitCode.SOFTWARE);
  }

  private static String messageOf(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** The message as the house words it, argument, value and expectation, not as picocli does. */
  private static String messageOf(ParameterException wrong) {
    var message = String.valueOf(wrong.getMessage());
    var argument = wrong.getArgSpec();
    if (argument == null || !message.startsWith("Invalid value for ")) {
      return message;
    }
    var name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    return argument.typeInfo().isEnum()
        ? "%s: '%s' (expected: one of %s)"
            .formatted(name, wrong.getValue(), String.join(", ", argument.completionCandidates()))
        : message
            .replaceFirst("^Invalid value for .*?: ", name + ": ")
            .replaceFirst(" \\(java\\..*", "");
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    var verb = wrong.getCommandLine();
    var name = verb.getCommandSpec().qualifiedName();
    verb.getErr().println(name + ": " + messageOf(wrong));
    UnmatchedArgumentException.printSuggestions(wrong, verb.getErr());
    verb.getErr().println("see: " + name + " --help");
    return ExitCode.USAGE;
  }
}
