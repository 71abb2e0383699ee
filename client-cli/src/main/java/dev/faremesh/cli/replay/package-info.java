/** Replays rides into supply-server and demand-server, at the pace of their own time or faster. */
@NullMarked
package dev.faremesh.cli.replay;

import org.jspecify.annotations.NullMarked;
