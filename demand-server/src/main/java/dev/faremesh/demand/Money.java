package dev.faremesh.demand;

/**
 * An exact amount, as it was agreed on.
 *
 * @param currency ISO 4217, such as "USD"
 * @param units whole ones of the currency
 * @param nanos thousand-millionths of one, with the sign of the units
 */
public record Money(String currency, long units, int nanos) {}
