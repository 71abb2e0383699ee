package dev.faremesh.lab.result;

/**
 * A threshold, and what was measured.
 *
 * @param threshold as it is written
 * @param value not a number when the measure has none here
 */
public record Check(String threshold, double value, boolean ok) {}
