package dev.faremesh.evaluation.history;

import picocli.CommandLine.Command;

/** Histories. */
@Command(
    name = "history",
    description = "Generate rides of a synthetic city.",
    subcommands = GenerateCommand.class)
public final class HistoryCommand {}
