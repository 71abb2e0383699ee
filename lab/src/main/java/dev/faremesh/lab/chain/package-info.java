/** The chain of servers under test, as processes on 127.0.0.1. */
@NullMarked
package dev.faremesh.lab.chain;

import org.jspecify.annotations.NullMarked;
