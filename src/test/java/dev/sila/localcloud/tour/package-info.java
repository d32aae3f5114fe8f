/** Walks through every operation of every service, and what their answers must carry. */
@NullMarked
package dev.sila.localcloud.tour;

import org.jspecify.annotations.NullMarked;
