/** The verbs that ask pricing-server: quote and surge. */
@NullMarked
package dev.faremesh.cli.pricing;

import org.jspecify.annotations.NullMarked;
