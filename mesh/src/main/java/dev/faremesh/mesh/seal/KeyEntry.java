package dev.faremesh.mesh.seal;

/**
 * What may be said of a key.
 *
 * @param id 0 to 2^32 - 1
 * @param primary whether it is the one that seals
 * @param enabled whether it opens
 */
public record KeyEntry(long id, boolean primary, boolean enabled) {}
