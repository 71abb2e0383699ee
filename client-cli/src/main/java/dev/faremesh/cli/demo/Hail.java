package dev.faremesh.cli.demo;

/**
 * A rider who asked for a ride.
 *
 * @param until the second at which the rider gives up waiting
 */
record Hail(String rideId, Spot pickup, Spot dropoff, long until) {}
