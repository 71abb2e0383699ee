/**
 * How the verbs call servers: where they listen, how long to wait, and what a failure reads like.
 */
@NullMarked
package dev.faremesh.cli.call;

import org.jspecify.annotations.NullMarked;
