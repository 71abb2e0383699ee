package dev.faremesh.demand;

/**
 * What a command was answered with, kept to be given again.
 *
 * @param command as {@link RideCommand#kept}
 * @param ride as it was after the command, whatever became of it since
 */
public record Answer(RideCommand command, Ride ride) {}
