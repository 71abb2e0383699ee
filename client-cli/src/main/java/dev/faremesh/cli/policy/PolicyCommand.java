package dev.faremesh.cli.policy;

import picocli.CommandLine.Command;

/** The verbs of the failure policies. They read contracts and files, and make no call. */
@Command(
    name = "policy",
    description = "Explain, export and check what callers do when calls fail.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {ExplainCommand.class, ExportCommand.class, LintCommand.class})
public final class PolicyCommand {}
