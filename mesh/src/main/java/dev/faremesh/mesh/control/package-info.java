/** What a process shows of its calls while it runs, and the switches of its protections. */
@NullMarked
package dev.faremesh.mesh.control;

import org.jspecify.annotations.NullMarked;
