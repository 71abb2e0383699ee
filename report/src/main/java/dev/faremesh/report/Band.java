package dev.faremesh.report;

/**
 * A part of the line along which a chart's values lie, which is shaded.
 *
 * @param from where it begins: a place's number, or a time
 * @param to where it ends
 */
public record Band(double from, double to, String label) {}
