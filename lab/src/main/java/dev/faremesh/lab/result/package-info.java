/** What the lab found out: numbers and verdicts, before anybody prints them. */
@NullMarked
package dev.faremesh.lab.result;

import org.jspecify.annotations.NullMarked;
