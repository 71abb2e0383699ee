package dev.faremesh.evaluation.tariff;

import picocli.CommandLine.Command;

/** The verbs of tariff files. */
@Command(
    name = "tariff",
    description = "Show what rides cost, and look whether a tariff file is right.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {CheckCommand.class, ShowCommand.class})
public final class TariffCommand {}
