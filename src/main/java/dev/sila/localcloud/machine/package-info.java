/** Machines: what an instance of the local cloud really is. */
@NullMarked
package dev.sila.localcloud.machine;

import org.jspecify.annotations.NullMarked;
