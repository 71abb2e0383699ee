package dev.faremesh.cli.output;

/** The root of a command line: it knows where its verbs print. */
public interface TerminalOwner {
  Terminal terminal();
}
