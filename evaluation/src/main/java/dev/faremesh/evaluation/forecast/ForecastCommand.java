package dev.faremesh.evaluation.forecast;

import picocli.CommandLine.Command;

/** How forecasts do. */
@Command(
    name = "forecast",
    description = "Ask how forecasts do on a file.",
    subcommands = ScoreCommand.class)
public final class ForecastCommand {}
