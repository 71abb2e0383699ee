/** What a caller may do when a call fails: read from the contract, overridden by the deployment. */
@NullMarked
package dev.faremesh.mesh.policy;

import org.jspecify.annotations.NullMarked;
