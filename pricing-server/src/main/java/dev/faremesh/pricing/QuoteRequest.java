package dev.faremesh.pricing;

/**
 * Asks for a fare.
 *
 * @param allowBaseFare whether a fare without surge will do when neither supply nor demand is known
 */
public record QuoteRequest(Market market, Trip trip, boolean allowBaseFare) {}
