/**
 * The whole local cloud: every service, joined to the others through the small interfaces that each
 * asks for.
 */
@NullMarked
package dev.sila.localcloud.whole;

import org.jspecify.annotations.NullMarked;
