package dev.faremesh.evaluation.profile;

import picocli.CommandLine.Command;

/** Profiles. */
@Command(
    name = "profile",
    description = "Make the hour-of-week profile that demand-server loads.",
    subcommands = {BuildCommand.class, ShowCommand.class})
public final class ProfileCommand {}
