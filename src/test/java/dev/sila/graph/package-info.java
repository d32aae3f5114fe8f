/** Pictures of environments. */
@NullMarked
package dev.sila.graph;

import org.jspecify.annotations.NullMarked;
