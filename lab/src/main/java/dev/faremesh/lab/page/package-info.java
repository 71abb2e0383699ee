/** What the lab found out, as a page for people who want to see what coupling costs, and why. */
@NullMarked
package dev.faremesh.lab.page;

import org.jspecify.annotations.NullMarked;
