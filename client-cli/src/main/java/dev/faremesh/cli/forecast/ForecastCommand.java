package dev.faremesh.cli.forecast;

import picocli.CommandLine.Command;

/** How forecasts do, on files and live. */
@Command(
    name = "forecast",
    description = "Ask how forecasts do: on a file, or live.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = CalibrationCommand.class)
public final class ForecastCommand {}
