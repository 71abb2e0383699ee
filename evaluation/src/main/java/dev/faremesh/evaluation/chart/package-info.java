/** Charts as SVG that stands within an HTML page and takes its colours from the page's style. */
@NullMarked
package dev.faremesh.evaluation.chart;

import org.jspecify.annotations.NullMarked;
