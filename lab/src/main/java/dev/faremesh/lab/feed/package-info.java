/**
 * The city that a chain prices: drivers and riders who report, and come back when they are cut off.
 */
@NullMarked
package dev.faremesh.lab.feed;

import org.jspecify.annotations.NullMarked;
