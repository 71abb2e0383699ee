/** Looks at tariff files before a server does. */
@NullMarked
package dev.faremesh.evaluation.tariff;

import org.jspecify.annotations.NullMarked;
