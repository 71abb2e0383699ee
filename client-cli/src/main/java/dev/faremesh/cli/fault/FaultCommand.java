package dev.faremesh.cli.fault;

import picocli.CommandLine.Command;

/** The verbs of faults. */
@Command(
    name = "fault",
    description = {
      "Make calls fail or slow on purpose, to see what the mesh does with it.",
      "The servers must allow it: fare up --faults"
    },
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {InjectCommand.class, ListCommand.class, ClearCommand.class})
public final class FaultCommand {}
