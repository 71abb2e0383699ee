package dev.faremesh.mesh.policy;

/**
 * What follows from the numbers of a policy.
 *
 * @param value as people write it
 * @param reason how it follows
 */
public record Consequence(String name, String value, String reason) {}
