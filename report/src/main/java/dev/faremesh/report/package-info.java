/** Pages of figures in one file: HTML, with charts as inline SVG. */
@NullMarked
package dev.faremesh.report;

import org.jspecify.annotations.NullMarked;
