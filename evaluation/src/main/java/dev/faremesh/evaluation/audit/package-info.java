/**
 * Looks whether a quote's fare is what its recorded inputs and its tariff make: without a server.
 */
@NullMarked
package dev.faremesh.evaluation.audit;

import org.jspecify.annotations.NullMarked;
