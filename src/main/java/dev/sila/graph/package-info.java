/** Pictures of environments: from specs to SVG and DOT, by pure functions. */
@NullMarked
package dev.sila.graph;

import org.jspecify.annotations.NullMarked;
