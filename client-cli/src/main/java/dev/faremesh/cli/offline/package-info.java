/** Verbs that call no server: a program of their own carries them out. */
@NullMarked
package dev.faremesh.cli.offline;

import org.jspecify.annotations.NullMarked;
