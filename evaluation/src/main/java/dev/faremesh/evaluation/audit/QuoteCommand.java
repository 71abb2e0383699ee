package dev.faremesh.evaluation.audit;

import picocli.CommandLine.Command;

/** The verbs of quotes that were made. */
@Command(
    name = "quote",
    description = "Check quotes that were made.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {VerifyCommand.class})
public final class QuoteCommand {}
