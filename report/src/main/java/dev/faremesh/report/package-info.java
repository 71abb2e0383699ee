/**
 * Pages in one file, and charts as SVG that stands within them and takes its colours from the
 * page's style.
 */
@NullMarked
package dev.faremesh.report;

import org.jspecify.annotations.NullMarked;
