package dev.faremesh.cli.certs;

import picocli.CommandLine.Command;

/** The verbs of certificates. They make no call. */
@Command(
    name = "certs",
    description = "Make the certificates by which the members of a mesh know each other.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = DevCommand.class)
public final class CertsCommand {}
