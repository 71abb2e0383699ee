package dev.faremesh.lab.result;

/**
 * Something that was done to the chain.
 *
 * @param second from the beginning of the fault
 */
public record Mark(double second, String what) {}
