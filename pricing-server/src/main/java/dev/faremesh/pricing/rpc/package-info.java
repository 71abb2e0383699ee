/** The contracts around the domain: serves quotes, and reads supply and demand. */
@NullMarked
package dev.faremesh.pricing.rpc;

import org.jspecify.annotations.NullMarked;
