/** Spotinst: groups on the spot market that its service keeps instead of Auto Scaling. */
@NullMarked
package dev.sila.spotinst;

import org.jspecify.annotations.NullMarked;
