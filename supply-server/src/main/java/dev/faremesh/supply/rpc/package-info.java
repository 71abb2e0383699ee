/** The supply contract, spoken by the domain: streams of reports in, counts out. */
@NullMarked
package dev.faremesh.supply.rpc;

import org.jspecify.annotations.NullMarked;
