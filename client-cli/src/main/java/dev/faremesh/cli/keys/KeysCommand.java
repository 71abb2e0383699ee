package dev.faremesh.cli.keys;

import picocli.CommandLine.Command;

/** The verbs of the file of keys that quotes are signed and verified with. They make no call. */
@Command(
    name = "keys",
    description = {
      "Make, rotate and list the keys that quotes are signed with.",
      "Servers read a file again when it changes. Where each has a copy of its own: add a key, wait"
          + " until all copies have it, rotate to it, and retire the old one when the quotes that"
          + " it signed have expired, which takes two minutes."
    },
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {
      NewCommand.class,
      ListCommand.class,
      AddCommand.class,
      RotateCommand.class,
      RetireCommand.class
    })
public final class KeysCommand {}
