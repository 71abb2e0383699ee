/** The verbs that inject faults into servers, list them and end them. */
@NullMarked
package dev.faremesh.cli.fault;

import org.jspecify.annotations.NullMarked;
