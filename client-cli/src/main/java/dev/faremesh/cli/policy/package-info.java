/** The verb that explains, exports and checks the failure policies of the mesh. */
@NullMarked
package dev.faremesh.cli.policy;

import org.jspecify.annotations.NullMarked;
