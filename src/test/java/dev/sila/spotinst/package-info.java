/** Spotinst's API, played by a strict server, and what Sila does with it. */
@NullMarked
package dev.sila.spotinst;

import org.jspecify.annotations.NullMarked;
