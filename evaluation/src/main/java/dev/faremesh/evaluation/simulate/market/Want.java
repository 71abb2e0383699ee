package dev.faremesh.evaluation.simulate.market;

/**
 * What a rider wants, and will put up with.
 *
 * @param second of the evening in which the rider looks
 * @param multiple of the fare: the most that the rider pays
 * @param tolerance seconds to the pickup: the most that the rider accepts
 * @param patience seconds until a driver is found: the most that the rider waits
 * @param dropEast where to, in kilometres
 * @param dropNorth where to, in kilometres
 * @param roadKm how far that is
 * @param fare in dollars, without surge
 */
record Want(
    int second,
    double multiple,
    int tolerance,
    int patience,
    double dropEast,
    double dropNorth,
    double roadKm,
    double fare) {}
