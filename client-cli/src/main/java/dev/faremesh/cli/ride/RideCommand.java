package dev.faremesh.cli.ride;

import picocli.CommandLine.Command;

/** The verbs of a ride. */
@Command(
    name = "ride",
    description = "Request a ride, start, complete or cancel it; look at rides.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {
      RequestCommand.class,
      StartCommand.class,
      CompleteCommand.class,
      CancelCommand.class,
      GetCommand.class,
      ListCommand.class
    })
public final class RideCommand {}
