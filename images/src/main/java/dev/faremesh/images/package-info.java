/** Makes container images without a container engine. */
@NullMarked
package dev.faremesh.images;

import org.jspecify.annotations.NullMarked;
